import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type Json } from "../../../protocol/value";
import { at, type KubeObject, textAt } from "../../object";
import { parseQuantity } from "../../quantity";
import { prune } from "../../prune";

/** Fields that an update must not touch, by kind. */
const FIELDS: Record<string, string[]> = {
  Deployment: ["spec.selector"],
  DaemonSet: ["spec.selector"],
  Job: ["spec.template", "spec.selector", "spec.completions"],
  Secret: ["type"],
  Service: ["spec.clusterIP"],
  ClusterRoleBinding: ["roleRef"],
  RoleBinding: ["roleRef"],
  StorageClass: ["parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"],
};
const MUTABLE_SET_FIELDS = [
  "replicas",
  "template",
  "updateStrategy",
  "persistentVolumeClaimRetentionPolicy",
  "minReadySeconds",
  "revisionHistoryLimit",
  "ordinals",
];

/** What the API server would refuse about a change. */
export function forbiddenChanges(object: KubeObject, old: KubeObject): string[] {
  const kind = textAt(object, "kind") ?? "";
  const named = (FIELDS[kind] ?? [])
    .filter((field) => changed(object, old, field))
    .map((field) => `${field}: Invalid value: field is immutable`);
  return [...named, ...forbiddenByKind(kind, object, old)];
}

function forbiddenByKind(kind: string, object: KubeObject, old: KubeObject): string[] {
  switch (kind) {
    case "StatefulSet":
      return keys(object, old)
        .filter((field) => !MUTABLE_SET_FIELDS.includes(field) && changed(object, old, `spec.${field}`))
        .map(
          (field) =>
            `spec: Forbidden: updates to statefulset spec for fields other than ${MUTABLE_SET_FIELDS.join(", ")} are forbidden (${field})`,
        );
    case "PersistentVolumeClaim":
      return forbiddenClaimChanges(object, old);
    case "ConfigMap":
    case "Secret":
      return at(old, "immutable") === true &&
        ["data", "binaryData", "stringData", "immutable"].some((field) => changed(object, old, field))
        ? ["data: Forbidden: field is immutable when `immutable` is set"]
        : [];
    default:
      return [];
  }
}

function forbiddenClaimChanges(object: KubeObject, old: KubeObject): string[] {
  const fixed = keys(object, old).filter(
    (field) => field !== "resources" && changed(object, old, `spec.${field}`),
  );
  const size = (claim: KubeObject): number =>
    parseQuantity(textAt(claim, "spec", "resources", "requests", "storage") ?? "") ?? 0;
  return [
    ...fixed.map(
      (field) => `spec: Forbidden: spec is immutable after creation except resources.requests (${field})`,
    ),
    ...(size(object) < size(old)
      ? ["spec.resources.requests.storage: Forbidden: field can not be less than status.capacity"]
      : []),
  ];
}

function keys(object: KubeObject, old: KubeObject): string[] {
  const specs = [at(object, "spec"), at(old, "spec")].filter(isJsonObject);
  return [...new Set(specs.flatMap((spec) => Object.keys(spec)))];
}

/** Fields that the update does not name keep what the cluster has. */
function changed(object: KubeObject, old: KubeObject, field: string): boolean {
  const [now, before] = [at(object, ...field.split(".")), at(old, ...field.split("."))];
  return now !== undefined && !isDeepStrictEqual(shaped(before, now), now);
}

function shaped(before: Json | undefined, now: Json): Json | undefined {
  return isJsonObject(before) && isJsonObject(now) ? prune(before, now) : before;
}
