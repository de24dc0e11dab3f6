import { nameOf, textAt } from "../object";
import type { Awaiter, Readiness, Snapshot } from "./awaiter";

/** Ready when bound, or pending where the class binds only for the first pod. */
export const claimAwaiter: Awaiter = {
  related: [{ apiVersion: "storage.k8s.io/v1", kind: "StorageClass", namespaced: false }],
  maxSeconds: 300,
  onRead: false,
  assess,
};

function assess({ object: claim, previous, of }: Snapshot): Readiness {
  const phase = textAt(claim, "status", "phase");
  const className = textAt(claim, "spec", "storageClassName");
  const storageClass = of("StorageClass").find((item) => nameOf(item) === className);
  const binding = textAt(storageClass, "volumeBindingMode");
  const lateBinding = binding === "WaitForFirstConsumer";
  const ready = previous && phase === "Bound" ? true : phase === (lateBinding ? "Pending" : "Bound");
  const target = className ? `storage class "${className}"` : "no storage class";
  return {
    ready,
    status: "Waiting for the claim to be bound",
    reasons: ready
      ? []
      : [`PersistentVolumeClaim ${nameOf(claim)} is ${phase ?? "without status"} (${target})`],
  };
}
