import { Inputs, Resource } from "./resource";

/** The pods of a workload, as far as rules look at them. */
export interface Pods {
  /** The pod's own settings. */
  readonly spec: Inputs;
  /** Containers that come before the others included. */
  readonly containers: readonly Inputs[];
}

export const RELEASE = "kubernetes:helm.sh/v3:Release";

/** Where the settings of the pods lie in each kind of workload. */
const PLACES: Readonly<Record<string, (spec: Inputs) => Inputs>> = {
  Deployment: (spec) => spec?.template?.spec,
  StatefulSet: (spec) => spec?.template?.spec,
  DaemonSet: (spec) => spec?.template?.spec,
  ReplicaSet: (spec) => spec?.template?.spec,
  Job: (spec) => spec?.template?.spec,
  CronJob: (spec) => spec?.jobTemplate?.spec?.template?.spec,
  Pod: (spec) => spec,
};

/** The pods that a resource makes; undefined if it makes none, or none that can be told from its inputs. */
export function podsOf({ type, inputs }: Resource): Pods | undefined {
  if (type === RELEASE) return isHaproxy(inputs) ? podsOfHaproxy(inputs.values) : undefined;
  if (!type.startsWith("kubernetes:")) return undefined;
  const spec = PLACES[type.split(":").at(-1) ?? ""]?.(inputs.spec);
  if (typeof spec !== "object" || spec === null) return undefined;
  return { spec, containers: [...listOf(spec.initContainers), ...listOf(spec.containers)] };
}

/** Whether a chart is HAProxy's own, the only one of which this pack knows what its values mean. */
export const isHaproxy = ({ chart }: Inputs) => typeof chart === "string" && /(^|\/)haproxy$/.test(chart);

function podsOfHaproxy(values: Inputs): Pods {
  const { enabled, ...security } = values?.securityContext ?? {};
  const container = {
    name: "haproxy",
    image: `${values?.image?.repository}:${values?.image?.tag}`,
    // The chart leaves the settings out unless they are turned on.
    securityContext: enabled === true ? security : {},
    resources: values?.resources,
  };
  const spec = { nodeSelector: values?.nodeSelector, securityContext: values?.podSecurityContext };
  return { spec, containers: [container] };
}

const listOf = (value: Inputs): readonly Inputs[] => (Array.isArray(value) ? value : []);
