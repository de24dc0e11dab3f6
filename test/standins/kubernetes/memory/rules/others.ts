import { at, type KubeObject, listAt, numberAt, textAt } from "../../object";
import { wrongResources } from "./pods";

const ACCESS_MODES = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];

export function wrongAutoscaler(object: KubeObject): string[] {
  const [least, most] = [
    numberAt(object, "spec", "minReplicas") ?? 1,
    numberAt(object, "spec", "maxReplicas") ?? 0,
  ];
  return [
    ...(least < 1 ? [`spec.minReplicas: Invalid value: ${least}: must be greater than or equal to 1`] : []),
    ...(most < 1 ? [`spec.maxReplicas: Invalid value: ${most}: must be greater than 0`] : []),
    ...(most < least
      ? [`spec.maxReplicas: Invalid value: ${most}: must be greater than or equal to \`minReplicas\``]
      : []),
  ];
}

export function wrongDisruptionBudget(object: KubeObject): string[] {
  const bounds = [at(object, "spec", "minAvailable"), at(object, "spec", "maxUnavailable")];
  return bounds.every((bound) => bound !== undefined)
    ? ["spec: Invalid value: minAvailable and maxUnavailable cannot be both set"]
    : [];
}

export function wrongClaim(object: KubeObject): string[] {
  const modes = listAt(object, "spec", "accessModes").map(String);
  const storage = at(object, "spec", "resources", "requests", "storage");
  return [
    ...(modes.length === 0 ? ["spec.accessModes: Required value: at least 1 access mode is required"] : []),
    ...modes
      .filter((mode) => !ACCESS_MODES.includes(mode))
      .map((mode) => `spec.accessModes: Unsupported value: "${mode}"`),
    ...(storage === undefined ? ["spec.resources[storage]: Required value"] : []),
    ...wrongResources(at(object, "spec", "resources"), "spec.resources"),
  ];
}

/** Data of Secrets is base64; keys are file names. */
export function wrongData(object: KubeObject): string[] {
  const fields = ["data", "stringData", "binaryData"];
  const entries = fields.flatMap((field) =>
    Object.entries((at(object, field) ?? {}) as KubeObject).map(([key, value]) => ({ field, key, value })),
  );
  const badKeys = entries.filter(({ key }) => !/^[-._a-zA-Z0-9]{1,253}$/.test(key));
  const encoded = textAt(object, "kind") === "Secret" ? "data" : "binaryData";
  const badContent = entries.filter(({ field, value }) => field === encoded && !isBase64(value));
  return [
    ...badKeys.map(
      ({ field, key }) =>
        `${field}[${key}]: Invalid value: "${key}": must be letters, digits, '-', '_' or '.'`,
    ),
    ...badContent.map(({ field, key }) => `${field}[${key}]: Invalid value: illegal base64 data`),
  ];
}

function isBase64(value: unknown): boolean {
  return (
    typeof value === "string" &&
    /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value.replace(/\s/g, ""))
  );
}
