import { type KubeObject, textAt } from "../object";
import type { Awaiter } from "./awaiter";
import { claimAwaiter } from "./claim";
import { daemonSetAwaiter } from "./daemonSet";
import { deploymentAwaiter } from "./deployment";
import { jobAwaiter } from "./job";
import { podAwaiter } from "./pod";
import { serviceAwaiter } from "./service";
import { statefulSetAwaiter } from "./statefulSet";

const AWAITERS: Record<string, Awaiter> = {
  "apps/v1/DaemonSet": daemonSetAwaiter,
  "apps/v1/Deployment": deploymentAwaiter,
  "apps/v1/StatefulSet": statefulSetAwaiter,
  "batch/v1/Job": jobAwaiter,
  "v1/PersistentVolumeClaim": claimAwaiter,
  "v1/Pod": podAwaiter,
  "v1/Service": serviceAwaiter,
};

/** Kinds that the real provider waits for and the stand-in does not. */
const UNSUPPORTED = [
  "networking.k8s.io/v1/Ingress",
  "v1/PersistentVolume",
  "v1/ReplicationController",
  "v1/ResourceQuota",
];

/** Undefined for kinds that are ready once they exist. */
export function awaiterFor(object: KubeObject): Awaiter | undefined {
  const kind = `${textAt(object, "apiVersion")}/${textAt(object, "kind")}`;
  if (UNSUPPORTED.includes(kind)) throw new Error(`waiting for ${kind} is not supported by the stand-in`);
  return AWAITERS[kind];
}
