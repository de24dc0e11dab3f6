import { isOwnedBy, numberAt } from "../object";
import type { Awaiter } from "./awaiter";
import { PODS, podProblems } from "./pod";

/** Ready when every node that should run it has a ready pod of the newest revision. */
export const daemonSetAwaiter: Awaiter = {
  related: [PODS],
  onRead: true,
  assess({ object: set, of }) {
    const status = (field: string): number => numberAt(set, "status", field) ?? 0;
    const wanted = status("desiredNumberScheduled");
    const observed = status("observedGeneration") === numberAt(set, "metadata", "generation");
    const ready = observed && status("updatedNumberScheduled") === wanted && status("numberReady") === wanted;
    const pods = of("Pod").filter((pod) => isOwnedBy(pod, set));
    return {
      ready,
      status: `Waiting for DaemonSet to be ready (${status("numberReady")}/${wanted} Pods ready)`,
      reasons: ready
        ? []
        : [`${status("numberReady")} out of ${wanted} pods are ready`, ...pods.flatMap(podProblems)],
    };
  },
};
