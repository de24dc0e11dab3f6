import { at, isGroup, kindOf, listOf, Plan, textOf, Value } from "../plan";
import { labelsIn, selects, Workload } from "../workloads";

/** A connection that the NetworkPolicies let through. */
export interface Connection {
  readonly from: Workload;
  readonly to: Workload;
  readonly port: number;
}

/** Who may open a connection to whom, as the policies of those who open it say. */
export function connectionsOf(plan: Plan, workloads: readonly Workload[]): Connection[] {
  const policies = plan.resources.filter((one) => kindOf(one) === "NetworkPolicy");
  return policies.flatMap(({ inputs: { metadata, spec } }) => {
    const namespace = textOf(at(metadata, "namespace"));
    const from = selected(workloads, namespace, at(spec, "podSelector"));
    return listOf(at(spec, "egress")).flatMap((rule) =>
      listOf(at(rule, "to"))
        .flatMap((end) => targets(workloads, namespace, end))
        .flatMap((to) => from.map((one) => ({ from: one, to, port: Number(at(rule, "ports", 0, "port")) }))),
    );
  });
}

function targets(workloads: readonly Workload[], own: string, end: Value): Workload[] {
  const chosen = labelsIn(at(end, "namespaceSelector", "matchLabels"))["kubernetes.io/metadata.name"];
  return selected(workloads, chosen ?? own, at(end, "podSelector"));
}

/** An empty selector means all pods of its namespace, and none of them in particular. */
function selected(
  workloads: readonly Workload[],
  namespace: string,
  selector: Value | undefined,
): Workload[] {
  const labels = at(selector, "matchLabels");
  if (!isGroup(labels)) return [];
  return workloads.filter((one) => one.namespace === namespace && selects(labelsIn(labels), one.labels));
}
