import type { Difference, Path } from "../protocol/difference";
import { isList, isProperties, type Value } from "../protocol/value";
import { at, type KubeObject, textAt } from "./object";

/** A path of a field; `*` stands for every element of a list. */
type Field = string;

const IDENTITY: Field[] = ["metadata.name", "metadata.namespace"];
const SECRET_CONTENT: Field[] = ["type", "stringData", "data"];
const CONFIG_MAP_CONTENT: Field[] = ["binaryData", "data"];

/** Fields of which a change makes a new object, by `apiVersion/kind`, as in the real provider. */
const FIELDS: Record<string, Field[]> = {
  "apps/v1/DaemonSet": ["spec.selector"],
  "apps/v1/Deployment": ["spec.selector"],
  "apps/v1/StatefulSet": [
    "spec.podManagementPolicy",
    "spec.revisionHistoryLimit",
    "spec.selector",
    "spec.serviceName",
    "spec.volumeClaimTemplates",
  ],
  "batch/v1/Job": ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"],
  "rbac.authorization.k8s.io/v1/ClusterRoleBinding": ["roleRef"],
  "rbac.authorization.k8s.io/v1/RoleBinding": ["roleRef"],
  "storage.k8s.io/v1/StorageClass": ["parameters", "provisioner"],
  "v1/PersistentVolume": ["csi", "hostPath", "local", "nfs"].map((source) => `spec.${source}`),
  "v1/PersistentVolumeClaim": [
    "spec.accessModes",
    "spec.selector",
    "spec.storageClassName",
    "spec.volumeName",
  ],
  "v1/Pod": [
    ...["affinity", "dnsPolicy", "hostNetwork", "imagePullSecrets", "nodeName", "nodeSelector", "priority"],
    ...["restartPolicy", "schedulerName", "securityContext", "serviceAccountName", "volumes"],
    ...["subdomain", "hostname", "runtimeClassName", "terminationGracePeriodSeconds"],
    ...containerFields("containers"),
    ...containerFields("initContainers"),
  ].map((field) => `spec.${field}`),
  "v1/ResourceQuota": ["spec.scopes"],
  "v1/Service": ["spec.clusterIP"],
};

function containerFields(list: string): Field[] {
  const fields = [
    "args",
    "command",
    "env",
    "image",
    "imagePullPolicy",
    "lifecycle",
    "livenessProbe",
    "ports",
  ];
  return [...fields, "readinessProbe", "resources", "securityContext", "volumeMounts", "workingDir"].map(
    (field) => `${list}.*.${field}`,
  );
}

/** Provider settings that let content be changed in place. */
export interface Mutability {
  readonly secrets: boolean;
  readonly configMaps: boolean;
}

/** The fields of this object that cannot be changed in place. */
export function replacementFields(object: KubeObject, mutable: Mutability): Field[] {
  const kind = `${textAt(object, "apiVersion")}/${textAt(object, "kind")}`;
  const immutable = at(object, "immutable") === true;
  if (kind === "v1/Secret") {
    return [...IDENTITY, ...(!mutable.secrets || immutable ? SECRET_CONTENT : ["type"])];
  }
  if (kind === "v1/ConfigMap") {
    return [...IDENTITY, ...(!mutable.configMaps || immutable ? CONFIG_MAP_CONTENT : [])];
  }
  return [...IDENTITY, ...(FIELDS[kind] ?? [])];
}

/** True when the difference touches the field: at it, inside of it, or around it with a value for it. */
export function touches({ path, value }: Difference, field: Field): boolean {
  return matches(path, value, field.split("."));
}

function matches(path: Path, value: Value, [wanted, ...rest]: string[]): boolean {
  if (wanted === undefined) return true;
  if (path.length > 0) {
    const [step, ...below] = path;
    return (wanted === "*" ? typeof step === "number" : step === wanted) && matches(below, value, rest);
  }
  if (wanted === "*") return isList(value) && value.some((item) => matches([], item, rest));
  return isProperties(value) && wanted in value && matches([], value[wanted], rest);
}
