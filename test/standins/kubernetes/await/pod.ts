import { isJsonObject, type Json, type JsonObject } from "../../protocol/value";
import { at, condition, idOf, type KubeObject, listAt, numberAt, textAt } from "../object";
import type { Awaiter } from "./awaiter";

export const PODS = { apiVersion: "v1", kind: "Pod" };

export const podAwaiter: Awaiter = {
  related: [],
  onRead: true,
  assess: ({ object }) => ({
    ready: isPodReady(object),
    reasons: podProblems(object),
    status: "Waiting for the Pod to be ready",
  }),
};

export function isPodReady(pod: KubeObject): boolean {
  return (
    textAt(condition(pod, "Ready"), "status") === "True" || textAt(pod, "status", "phase") === "Succeeded"
  );
}

/** Why a pod is not ready: one line that names it, or none. */
export function podProblems(pod: KubeObject): string[] {
  if (isPodReady(pod)) return [];
  const conditions = ["PodScheduled", "Initialized", "Ready"].map((type) => condition(pod, type));
  const unmet = conditions.find((item) => item && textAt(item, "status") !== "True");
  const containers = [
    ...listAt(pod, "status", "initContainerStatuses"),
    ...listAt(pod, "status", "containerStatuses"),
  ];
  const causes = [textAt(unmet, "message") ?? "", ...containers.flatMap(containerProblems)].filter(
    (cause) => cause !== "",
  );
  return causes.length === 0 ? [] : [`[Pod ${idOf(pod)}]: ${causes.join(" ")}`];
}

function containerProblems(status: Json): string[] {
  if (!isJsonObject(status) || status.ready === true) return [];
  return [waiting(status), terminated(status), lastTermination(status)].filter(
    (problem) => problem !== undefined,
  );
}

function waiting(status: JsonObject): string | undefined {
  const reason = textAt(status, "state", "waiting", "reason");
  if (!reason || reason === "ContainerCreating" || reason === "PodInitializing") return undefined;
  return `[${reason}] ${textAt(status, "state", "waiting", "message") ?? ""}`.trim();
}

function terminated(status: JsonObject): string | undefined {
  const state = at(status, "state", "terminated");
  const reason = textAt(state, "reason");
  if (!reason || reason === "Completed") return undefined;
  const message = textAt(state, "message");
  if (message) return `[${reason}] ${message}`;
  return `container "${textAt(status, "name")}" completed with exit code ${numberAt(state, "exitCode")}`;
}

function lastTermination(status: JsonObject): string | undefined {
  const state = at(status, "lastState", "terminated");
  if (!isJsonObject(state)) return undefined;
  const outcome = `${textAt(state, "reason")}: exit code ${numberAt(state, "exitCode")}`;
  return `container "${textAt(status, "name")}" terminated at ${textAt(state, "finishedAt")} (${outcome})`;
}
