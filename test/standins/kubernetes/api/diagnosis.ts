import { isJsonObject, type Json } from "../../protocol/value";
import { isPodReady } from "../await/pod";
import { at, idOf, type KubeObject, listAt, nameOf, namespaceOf, numberAt, textAt } from "../object";
import type { ApiClient } from "./client";

/** How much of a container's log goes into an error, in lines. */
const LOG_LINES = 10;
/** How many pods are looked at: the others usually fail for the same reason. */
const PODS = 3;

/** The last warning and the last log lines of pods that are not ready; empty when there are none. */
export async function diagnose(client: ApiClient, pods: KubeObject[]): Promise<string[]> {
  const failing = pods.filter((pod) => !isPodReady(pod)).slice(0, PODS);
  const findings = await Promise.all(
    failing.map(async (pod) => [...(await lastWarning(client, pod)), ...(await lastLogs(client, pod))]),
  );
  return findings.flat();
}

async function lastWarning(client: ApiClient, pod: KubeObject): Promise<string[]> {
  const fieldSelector = `involvedObject.uid=${textAt(pod, "metadata", "uid")},type=Warning`;
  const path = `/api/v1/namespaces/${namespaceOf(pod)}/events`;
  const answer = await client.call("GET", path, { query: { fieldSelector } }).catch(() => ({}));
  const last = listAt(answer, "items")
    .sort((one, other) => timeOf(one) - timeOf(other))
    .at(-1);
  return last ? [`[Pod ${idOf(pod)}]: ${textAt(last, "reason")}: ${textAt(last, "message")?.trim()}`] : [];
}

function timeOf(event: Json): number {
  return Date.parse(textAt(event, "lastTimestamp") ?? textAt(event, "eventTime") ?? "") || 0;
}

async function lastLogs(client: ApiClient, pod: KubeObject): Promise<string[]> {
  const statuses = [
    ...listAt(pod, "status", "initContainerStatuses"),
    ...listAt(pod, "status", "containerStatuses"),
  ];
  const started = statuses.filter(isJsonObject).filter((status) => status.ready !== true && hasRun(status));
  const logs = started.map(async (status) => {
    const container = textAt(status, "name") ?? "";
    const previous = at(status, "state", "waiting") !== undefined;
    const path = `/api/v1/namespaces/${namespaceOf(pod)}/pods/${nameOf(pod)}/log`;
    const query = { container, tailLines: String(LOG_LINES), previous: String(previous) };
    const text = await client.text("GET", path, { query }).catch(() => "");
    return text.trim() === ""
      ? []
      : [`[Pod ${idOf(pod)}]: last log lines of ${container}:\n${text.trimEnd()}`];
  });
  return (await Promise.all(logs)).flat();
}

function hasRun(status: Json): boolean {
  return at(status, "state", "waiting") === undefined || (numberAt(status, "restartCount") ?? 0) > 0;
}
