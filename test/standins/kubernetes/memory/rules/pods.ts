import { isJsonObject, type Json, type JsonObject } from "../../../protocol/value";
import { at, listAt, numberAt, textAt } from "../../object";
import { parseQuantity } from "../../quantity";
import { isDnsLabel } from "./metadata";

const PULL_POLICIES = ["Always", "IfNotPresent", "Never"];
const HANDLERS = ["exec", "grpc", "httpGet", "tcpSocket"];
const PROBES = ["livenessProbe", "readinessProbe", "startupProbe"];

/** `volumes` are names that exist besides those of the pod itself, such as claim templates. */
export function wrongPodSpec(spec: Json | undefined, path: string, volumes: string[] = []): string[] {
  const known = [...volumes, ...listAt(spec, "volumes").map((volume) => textAt(volume, "name") ?? "")];
  const lists = ["initContainers", "containers"];
  const containers = lists.flatMap((list) =>
    listAt(spec, list).map((item, index) => ({ item, at: `${path}.${list}[${index}]` })),
  );
  const names = containers.map(({ item }) => textAt(item, "name") ?? "");
  return [
    ...(listAt(spec, "containers").length === 0 ? [`${path}.containers: Required value`] : []),
    ...duplicates(names).map((name) => `${path}.containers: Duplicate value: "${name}"`),
    ...duplicates(known).map((name) => `${path}.volumes: Duplicate value: "${name}"`),
    ...containers.flatMap(({ item, at: place }) => wrongContainer(item, place, known)),
  ];
}

function wrongContainer(container: Json, path: string, volumes: string[]): string[] {
  if (!isJsonObject(container)) return [];
  const name = textAt(container, "name") ?? "";
  const policy = textAt(container, "imagePullPolicy");
  return [
    ...(isDnsLabel(name) ? [] : [`${path}.name: Invalid value: "${name}": must be a DNS label`]),
    ...(textAt(container, "image") ? [] : [`${path}.image: Required value`]),
    ...(policy === undefined || PULL_POLICIES.includes(policy)
      ? []
      : [`${path}.imagePullPolicy: Unsupported value: "${policy}"`]),
    ...wrongPorts(container, path),
    ...wrongMounts(container, path, volumes),
    ...wrongResources(at(container, "resources"), `${path}.resources`),
    ...PROBES.flatMap((probe) => wrongProbe(at(container, probe), `${path}.${probe}`)),
  ];
}

function wrongPorts(container: JsonObject, path: string): string[] {
  const ports = listAt(container, "ports");
  const names = ports.map((port) => textAt(port, "name") ?? "").filter((name) => name !== "");
  return [
    ...duplicates(names).map((name) => `${path}.ports: Duplicate value: "${name}"`),
    ...names
      .filter((name) => !isPortName(name))
      .map((name) => `${path}.ports.name: Invalid value: "${name}"`),
    ...ports.flatMap((port, index) =>
      wrongPort(numberAt(port, "containerPort"), `${path}.ports[${index}].containerPort`),
    ),
  ];
}

export function wrongPort(port: number | undefined, path: string): string[] {
  if (port === undefined || (Number.isInteger(port) && port >= 1 && port <= 65_535)) return [];
  return [`${path}: Invalid value: ${port}: must be between 1 and 65535, inclusive`];
}

/** At most 15 characters, at least one letter. */
export function isPortName(name: string): boolean {
  return /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(name);
}

function wrongMounts(container: JsonObject, path: string, volumes: string[]): string[] {
  const mounts = listAt(container, "volumeMounts");
  const paths = mounts.map((mount) => textAt(mount, "mountPath") ?? "");
  const missing = mounts
    .map((mount) => textAt(mount, "name") ?? "")
    .filter((name) => !volumes.includes(name));
  return [
    ...duplicates(paths).map((place) => `${path}.volumeMounts: Invalid value: "${place}": must be unique`),
    ...missing.map((name) => `${path}.volumeMounts: Not found: "${name}"`),
  ];
}

export function wrongResources(resources: Json | undefined, path: string): string[] {
  const entries = ["requests", "limits"].flatMap((list) =>
    Object.entries((at(resources, list) ?? {}) as JsonObject).map(([name, amount]) => ({
      list,
      name,
      amount,
    })),
  );
  const unparsable = entries.filter(({ amount }) => amountOf(amount) === undefined);
  const excessive = entries.filter(({ list, name, amount }) => {
    const limit = amountOf(at(resources, "limits", name));
    return list === "requests" && limit !== undefined && (amountOf(amount) ?? 0) > limit;
  });
  return [
    ...unparsable.map(
      ({ list, name, amount }) =>
        `${path}.${list}.${name}: Invalid value: ${JSON.stringify(amount)}: quantities must be a number and a unit such as m, Mi or Gi`,
    ),
    ...excessive.map(
      ({ name, amount }) =>
        `${path}.requests: Invalid value: ${JSON.stringify(amount)}: must be less than or equal to ${name} limit`,
    ),
  ];
}

function amountOf(amount: Json | undefined): number | undefined {
  return typeof amount === "string" || typeof amount === "number" ? parseQuantity(amount) : undefined;
}

function wrongProbe(probe: Json | undefined, path: string): string[] {
  if (!isJsonObject(probe)) return [];
  const handlers = HANDLERS.filter((handler) => probe[handler] !== undefined);
  const success = numberAt(probe, "successThreshold");
  return [
    ...(handlers.length === 1 ? [] : [`${path}: Required value: must specify exactly one handler type`]),
    ...(success !== undefined && success !== 1 && !path.endsWith("readinessProbe")
      ? [`${path}.successThreshold: Invalid value: ${success}: must be 1`]
      : []),
  ];
}

export function duplicates(names: string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
