import {
  at,
  annotation,
  condition,
  isOwnedBy,
  type KubeObject,
  listAt,
  nameOf,
  numberAt,
  textAt,
} from "../object";
import type { Awaiter, Readiness, Snapshot } from "./awaiter";
import { PODS, podProblems } from "./pod";

const REVISION = "deployment.kubernetes.io/revision";

/** Ready when the new revision is complete: its pods are, the Deployment says so, and its claims are bound. */
export const deploymentAwaiter: Awaiter = {
  related: [
    { apiVersion: "apps/v1", kind: "ReplicaSet" },
    PODS,
    { apiVersion: "v1", kind: "PersistentVolumeClaim" },
  ],
  onRead: true,
  assess,
};

function assess(snapshot: Snapshot): Readiness {
  const { object: deployment } = snapshot;
  const replicaSet = currentReplicaSet(snapshot);
  const wanted = numberAt(replicaSet, "spec", "replicas") ?? 1;
  const available = numberAt(replicaSet, "status", "readyReplicas") ?? 0;
  const unbound = unboundClaims(snapshot);
  const ready =
    isObserved(deployment) &&
    conditionsHold(deployment) &&
    replicaSet !== undefined &&
    available >= wanted &&
    unbound.length === 0;
  return {
    ready,
    status: `Waiting for app ReplicaSet to be available (${available}/${wanted} Pods available)`,
    reasons: ready
      ? []
      : [...conditionProblems(deployment), ...unbound, ...problemsOfPods(snapshot, replicaSet)],
  };
}

function isObserved(deployment: KubeObject): boolean {
  return (
    numberAt(deployment, "status", "observedGeneration") === numberAt(deployment, "metadata", "generation")
  );
}

function conditionsHold(deployment: KubeObject): boolean {
  const progressing = condition(deployment, "Progressing");
  const complete =
    textAt(progressing, "status") === "True" && textAt(progressing, "reason") === "NewReplicaSetAvailable";
  // The first revision is no rollout, so it needs no such word.
  const isFirst = annotation(deployment, REVISION) === "1";
  return textAt(condition(deployment, "Available"), "status") === "True" && (isFirst || complete);
}

function currentReplicaSet({ object, of }: Snapshot): KubeObject | undefined {
  const revision = annotation(object, REVISION);
  if (revision === undefined) return undefined;
  return of("ReplicaSet").find((set) => isOwnedBy(set, object) && annotation(set, REVISION) === revision);
}

function unboundClaims({ object, of }: Snapshot): string[] {
  const volumes = listAt(object, "spec", "template", "spec", "volumes");
  const names = volumes.map((volume) => textAt(volume, "persistentVolumeClaim", "claimName"));
  return of("PersistentVolumeClaim")
    .filter((claim) => names.includes(nameOf(claim)) && textAt(claim, "status", "phase") !== "Bound")
    .map(
      (claim) =>
        `PersistentVolumeClaim [${nameOf(claim)}] is not ready: it is ${textAt(claim, "status", "phase")}`,
    );
}

function conditionProblems(deployment: KubeObject): string[] {
  const unmet = ["Progressing", "Available"].map((type) => condition(deployment, type));
  const failure = condition(deployment, "ReplicaFailure");
  const bad = [
    ...unmet.filter((item) => item && textAt(item, "status") !== "True"),
    ...(textAt(failure, "status") === "True" ? [failure] : []),
  ];
  const messages = bad.map((item) => `[${textAt(item, "reason")}] ${textAt(item, "message")}`);
  return messages.length > 0
    ? messages
    : ["Minimum number of Pods to consider the application live was not attained"];
}

function problemsOfPods({ of }: Snapshot, replicaSet: KubeObject | undefined): string[] {
  return of("Pod")
    .filter((pod) => isOwnedBy(pod, replicaSet) && at(pod, "metadata", "deletionTimestamp") === undefined)
    .flatMap(podProblems);
}
