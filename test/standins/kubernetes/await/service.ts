import { at, type KubeObject, listAt, nameOf, textAt } from "../object";
import type { Awaiter, Readiness, Snapshot } from "./awaiter";

/** Stragglers among the pods get this long after each change. */
const SETTLE_MS = 10_000;

/** Ready when its pods are, and its address is there if it has an outer one. */
export const serviceAwaiter: Awaiter = {
  related: [{ apiVersion: "v1", kind: "Endpoints" }],
  settleMs: SETTLE_MS,
  onRead: true,
  assess,
};

/** Services without pods of their own are ready without settling. */
export function needsPods(service: KubeObject): boolean {
  const selector = at(service, "spec", "selector");
  const hasSelector = selector !== undefined && Object.keys(selector as object).length > 0;
  const headless = textAt(service, "spec", "clusterIP") === "None";
  return hasSelector && !headless && textAt(service, "spec", "type") !== "ExternalName";
}

function assess({ object: service, of }: Snapshot): Readiness {
  const endpoints = of("Endpoints").find((item) => nameOf(item) === nameOf(service));
  const subsets = listAt(endpoints, "subsets");
  const targeted = subsets.some((subset) => listAt(subset, "addresses").length > 0);
  const pending = subsets.some((subset) => listAt(subset, "notReadyAddresses").length > 0);
  const podsReady = !needsPods(service) || (endpoints !== undefined && !pending);
  const addressed = hasAddress(service);
  return {
    ready: podsReady && addressed,
    status: podsReady ? "Attempting to allocate IP address to Service" : "Finding Pods to direct traffic to",
    reasons: [
      ...(needsPods(service) && !targeted
        ? ["Service does not target any Pods: they may not be ready, or `.spec.selector` may match no labels"]
        : []),
      ...(addressed
        ? []
        : ["Service was not allocated an IP address: does the cluster support load balancers?"]),
    ],
  };
}

function hasAddress(service: KubeObject): boolean {
  if (textAt(service, "spec", "type") !== "LoadBalancer") return true;
  return listAt(service, "status", "loadBalancer", "ingress").length > 0;
}
