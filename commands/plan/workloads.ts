import { mebibytes } from "../../components/quantity";
import { at, isGroup, listOf, Plan, PlannedResource, textOf, Value } from "./plan";

export type Labels = Readonly<Record<string, string>>;

/** Pods of one kind, as their Deployment, StatefulSet or Helm release asks for them. */
export interface Workload {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** Fewest and most pods. */
  readonly min: number;
  readonly max: number;
  /** What one pod requests: thousandths of a CPU, mebibytes. */
  readonly milliCpu: number;
  readonly memory: number;
  readonly images: readonly string[];
  readonly ports: readonly number[];
  /** Names of the volume claims that a pod mounts. */
  readonly claims: readonly string[];
  /** Whether its pods want a zone each. */
  readonly spread: boolean;
}

const KUBERNETES = "kubernetes:";

/** All workloads of a stack, in the order of their ids. */
export const workloadsOf = (plan: Plan): Workload[] =>
  plan.resources.flatMap((resource) => {
    switch (resource.type) {
      case `${KUBERNETES}apps/v1:Deployment`:
      case `${KUBERNETES}apps/v1:StatefulSet`:
        return [ofPods(resource, plan)];
      case `${KUBERNETES}helm.sh/v3:Release`:
        return [ofRelease(resource)];
      default:
        return [];
    }
  });

function ofPods({ inputs }: PlannedResource, plan: Plan): Workload {
  const pod = at(inputs.spec, "template", "spec");
  const containers = listOf(at(pod, "containers"));
  const name = textOf(at(inputs.metadata, "name"));
  const namespace = textOf(at(inputs.metadata, "namespace"));
  return {
    ...{ name, namespace, labels: labelsIn(at(inputs.spec, "template", "metadata", "labels")) },
    ...(scaled(plan, namespace, name) ?? fixed(at(inputs.spec, "replicas"))),
    milliCpu: sum(containers.map((one) => milliCpu(requested(one, "cpu")))),
    memory: sum(containers.map((one) => mebibytes(requested(one, "memory")))),
    images: containers.map((one) => textOf(at(one, "image"))),
    ports: containers
      .flatMap((one) => listOf(at(one, "ports")))
      .map((port) => Number(at(port, "containerPort"))),
    claims: listOf(at(pod, "volumes")).flatMap(
      (one) => textOf(at(one, "persistentVolumeClaim", "claimName")) || [],
    ),
    spread: spreads(at(pod, "topologySpreadConstraints")),
  };
}

/** HAProxy's chart labels its pods by its own name and the release's. */
function ofRelease({ inputs }: PlannedResource): Workload {
  const { values } = inputs;
  const name = textOf(inputs.name);
  const chart = textOf(inputs.chart).split("/").at(-1) ?? "";
  const ports = at(values, "containerPorts");
  return {
    ...{ name, namespace: textOf(inputs.namespace) },
    labels: { "app.kubernetes.io/name": chart, "app.kubernetes.io/instance": name },
    ...fixed(at(values, "replicaCount")),
    milliCpu: milliCpu(requested(values, "cpu")),
    memory: mebibytes(requested(values, "memory")),
    images: [`${textOf(at(values, "image", "repository"))}:${textOf(at(values, "image", "tag"))}`],
    ports: isGroup(ports) ? Object.values(ports).map(Number) : [],
    claims: [],
    spread: spreads(at(values, "topologySpreadConstraints")),
  };
}

function scaled(plan: Plan, namespace: string, name: string) {
  const scaler = plan.resources.find(
    ({ type, inputs }) =>
      type.endsWith(":HorizontalPodAutoscaler") &&
      at(inputs.metadata, "namespace") === namespace &&
      at(inputs.spec, "scaleTargetRef", "name") === name,
  );
  if (scaler === undefined) return undefined;
  const { spec } = scaler.inputs;
  return { min: Number(at(spec, "minReplicas") ?? 1), max: Number(at(spec, "maxReplicas")) };
}

const fixed = (replicas: Value | undefined) => ({ min: Number(replicas ?? 1), max: Number(replicas ?? 1) });

const requested = (from: Value | undefined, what: string) =>
  textOf(at(from, "resources", "requests", what)) || "0";

const milliCpu = (quantity: string) => parseFloat(quantity) * (quantity.endsWith("m") ? 1 : 1000);

const spreads = (constraints: Value | undefined) =>
  listOf(constraints).some((one) => at(one, "topologyKey") === "topology.kubernetes.io/zone");

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

export const labelsIn = (value: Value | undefined): Labels => (isGroup(value) ? (value as Labels) : {});

/** Whether a selector means pods with these labels. */
export const selects = (selector: Labels, labels: Labels) =>
  Object.entries(selector).every(([key, value]) => labels[key] === value);
