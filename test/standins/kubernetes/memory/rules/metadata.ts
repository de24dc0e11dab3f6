import { isJsonObject, type Json } from "../../../protocol/value";
import { at, type KubeObject, nameOf, textAt } from "../../object";

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const SERVICE_NAME = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const KEY_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
/** Names of roles may hold anything that a path can. */
const FREE_NAMES = ["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"];

export function wrongMetadata(object: KubeObject): string[] {
  return [
    ...wrongName(object),
    ...wrongLabels(object, "metadata.labels"),
    ...wrongKeys(object, "metadata.annotations"),
  ];
}

function wrongName(object: KubeObject): string[] {
  const name = nameOf(object);
  const kind = textAt(object, "kind") ?? "";
  if (name === "") return ["metadata.name: Required value: name or generateName is required"];
  if (FREE_NAMES.includes(kind)) return [];
  const pattern = kind === "Namespace" ? LABEL : kind === "Service" ? SERVICE_NAME : SUBDOMAIN;
  return pattern.test(name)
    ? []
    : [
        `metadata.name: Invalid value: "${name}": must be lower case letters, digits and "-", and begin and end with a letter or digit`,
      ];
}

/** Checks labels at a path, for example of a pod template. */
export function wrongLabels(object: KubeObject, path: string): string[] {
  const labels = at(object, ...path.split("."));
  if (!isJsonObject(labels)) return [];
  const values = Object.entries(labels).filter(
    ([, value]) => typeof value !== "string" || !LABEL_VALUE.test(value),
  );
  const wrong = values.map(
    ([key, value]) =>
      `${path}.${key}: Invalid value: ${JSON.stringify(value)}: must be at most 63 letters, digits, "-", "_" or "."`,
  );
  return [...wrong, ...wrongKeys(object, path)];
}

function wrongKeys(object: KubeObject, path: string): string[] {
  const map: Json | undefined = at(object, ...path.split("."));
  if (!isJsonObject(map)) return [];
  return Object.keys(map)
    .filter((key) => !isQualified(key))
    .map((key) => `${path}: Invalid value: "${key}": must be a name, or a domain, "/" and a name`);
}

function isQualified(key: string): boolean {
  const [name, domain, ...more] = key.split("/").reverse();
  return more.length === 0 && KEY_NAME.test(name) && (domain === undefined || SUBDOMAIN.test(domain));
}

export function isDnsLabel(name: string): boolean {
  return LABEL.test(name);
}
