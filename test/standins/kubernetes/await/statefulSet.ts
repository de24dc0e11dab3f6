import { isOwnedBy, type KubeObject, numberAt, textAt } from "../object";
import type { Awaiter, Readiness, Snapshot } from "./awaiter";
import { PODS, podProblems } from "./pod";

/** Ready when all replicas are, and all of them are of the newest revision. */
export const statefulSetAwaiter: Awaiter = { related: [PODS], onRead: true, assess };

function assess({ object: set, of }: Snapshot): Readiness {
  const wanted = numberAt(set, "spec", "replicas") ?? 0;
  const status = (field: string): number => numberAt(set, "status", field) ?? 0;
  const generation = numberAt(set, "metadata", "generation") ?? 0;
  const observed = status("observedGeneration") >= generation;
  const onDelete = textAt(set, "spec", "updateStrategy", "type") === "OnDelete" && generation > 1;
  const replicas = status("replicas") === wanted && status("readyReplicas") === wanted;
  const replicasReady = observed && replicas && (onDelete || status("currentReplicas") === wanted);
  const revisionReady = observed && (onDelete || isNewest(set));
  const ready = replicasReady && revisionReady;
  const pods = of("Pod").filter((pod) => isOwnedBy(pod, set));
  return {
    ready,
    status: `Waiting for StatefulSet to create Pods (${status("readyReplicas")}/${wanted} Pods ready)`,
    reasons: [
      ...(replicasReady
        ? []
        : [`${status("readyReplicas")} out of ${wanted} replicas succeeded readiness checks`]),
      ...(revisionReady ? [] : [`StatefulSet controller failed to advance from ${revisions(set)}`]),
      ...(ready ? [] : pods.flatMap(podProblems)),
    ],
  };
}

function isNewest(set: KubeObject): boolean {
  const current = textAt(set, "status", "currentRevision");
  return current !== undefined && current !== "" && current === textAt(set, "status", "updateRevision");
}

function revisions(set: KubeObject): string {
  const [current, update] = [
    textAt(set, "status", "currentRevision"),
    textAt(set, "status", "updateRevision"),
  ];
  return `revision "${current ?? ""}" to revision "${update ?? ""}"`;
}
