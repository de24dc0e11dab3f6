import { at, isGroup, kindOf, listOf, Plan, PlannedResource, textOf } from "../plan";
import { labelsIn, selects, Workload, workloadsOf } from "../workloads";
import { connectionsOf } from "./connections";
import { area, arrow, card, graph, words } from "./dot";
import { Colour } from "./palette";
import { routesIn } from "./routes";

const READERS = "readers";

/** How requests travel: from readers over the edge and the proxy to the services and their data. */
export function topologyDot(plan: Plan): string {
  const workloads = workloadsOf(plan);
  const edges = plan.resources.filter((one) => kindOf(one) === "Service" && isOutside(one));
  const namespaces = [...new Set(workloads.map(({ namespace }) => namespace))].sort();
  return graph(
    `Stack ${plan.stack}: the way of a request`,
    "In the cluster: the connections that the NetworkPolicies let through, DNS and metrics left out.",
    { rankdir: "LR", nodesep: 0.5, ranksep: 0.65 },
    [
      words(READERS, "Readers"),
      ...edges.map((one) => card(one.id, edgeTitle(one), [textOf(plan.outputs.url)], "edge")),
      ...namespaces.map((namespace) => namespaceArea(namespace, workloads, plan)),
      ...edges.flatMap((one) => edgeArrows(one, workloads)),
      ...internalArrows(plan, workloads),
    ],
  );
}

const isOutside = ({ inputs }: PlannedResource) =>
  ["LoadBalancer", "NodePort"].includes(textOf(at(inputs.spec, "type")));

const idOf = ({ namespace, name }: Pick<Workload, "namespace" | "name">) => `${namespace}/${name}`;

function edgeTitle({ inputs: { spec } }: PlannedResource): string {
  const ports = listOf(at(spec, "ports")).map(
    (port) => textOf(at(port, "nodePort")) || textOf(at(port, "port")),
  );
  const isNlb = textOf(at(spec, "loadBalancerClass")).endsWith("/nlb");
  const type = isNlb
    ? "Network load balancer"
    : at(spec, "type") === "NodePort"
      ? "Node port"
      : "Load balancer";
  return `${type} :${ports.join(", :")}`;
}

function namespaceArea(namespace: string, workloads: readonly Workload[], plan: Plan): string {
  const here = workloads.filter((one) => one.namespace === namespace);
  return area(namespace, `namespace ${namespace}`, [
    ...here.map((one) => card(idOf(one), one.name, about(one), colourOf(one))),
    ...here.flatMap((one) => one.claims.flatMap((claim) => volume(one, claim, plan))),
  ]);
}

function about({ min, max, images, milliCpu, memory, ports }: Workload): string[] {
  const pods = min === max ? `${min} pod${min === 1 ? "" : "s"}` : `${min} to ${max} pods`;
  const image =
    (images[0] ?? "")
      .split("/")
      .at(-1)
      ?.replace(/@sha256:([0-9a-f]{12}).*/, "@$1") ?? "";
  return [`${pods}, port ${ports.join(", ")}`, image, `each ${milliCpu}m CPU, ${memory} MiB`];
}

/** What holds data, what only passes requests on, and what answers them. */
function colourOf({ claims, labels }: Workload): Colour {
  if (claims.length > 0) return "data";
  return labels["app.kubernetes.io/name"] === "haproxy" ? "proxy" : "service";
}

function volume(owner: Workload, claim: string, plan: Plan): string[] {
  const found = plan.resources.find(
    ({ type, inputs }) => type.endsWith(":PersistentVolumeClaim") && at(inputs.metadata, "name") === claim,
  );
  const size = textOf(at(found?.inputs.spec, "resources", "requests", "storage"));
  const kind = textOf(at(found?.inputs.spec, "storageClassName")) || "default storage class";
  const id = `${idOf(owner)}/${claim}`;
  return [
    card(id, `Volume ${claim}`, [`${size}, ${kind}`], "data", { style: "filled", shape: "cylinder" }),
    `{ rank=same; "${idOf(owner)}"; "${id}"; }`,
    arrow(idOf(owner), id, "", { dir: "none" }),
  ];
}

function edgeArrows(
  { id, inputs: { metadata, spec } }: PlannedResource,
  workloads: readonly Workload[],
): string[] {
  const selector = at(spec, "selector");
  const behind = workloads.filter(
    (one) =>
      isGroup(selector) &&
      one.namespace === at(metadata, "namespace") &&
      selects(labelsIn(selector), one.labels),
  );
  return [arrow(READERS, id, ""), ...behind.map((one) => arrow(id, idOf(one), ""))];
}

function internalArrows(plan: Plan, workloads: readonly Workload[]): string[] {
  const config = plan.resources.find((one) => kindOf(one) === "Release")?.inputs.values;
  const routes = routesIn(textOf(at(config, "config")));
  const connections = connectionsOf(plan, workloads);
  return connections.flatMap(({ from, to, port }, index) => {
    const route = colourOf(from) === "proxy" ? routes.get(to.name) : undefined;
    if (route !== undefined) return [arrow(idOf(from), idOf(to), `${route}  :${port}`)];
    if (colourOf(to) === "data") return [arrow(idOf(from), idOf(to), `:${port}`)];
    const back = connections.findIndex((one) => one.from === to && one.to === from);
    if (back >= 0 && back < index) return [];
    const aside = { style: "dashed", penwidth: 1, constraint: "false" };
    if (back < 0) return [arrow(idOf(from), idOf(to), `:${port}`, aside)];
    return [
      arrow(idOf(from), idOf(to), `:${port} and back :${connections[back].port}`, { ...aside, dir: "both" }),
    ];
  });
}
