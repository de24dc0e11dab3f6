import { type Difference, differences, formatPath, type Path } from "../protocol/difference";
import type { Change, DiffResult } from "../protocol/provider";
import {
  isList,
  isProperties,
  type Json,
  type JsonObject,
  type Properties,
  Unknown,
  type Value,
} from "../protocol/value";
import { isAutonamed } from "./annotations";
import { normalize } from "./normalize";
import { type KubeObject, nameOf, namespaceOf } from "./object";
import { prune } from "./prune";
import { sameQuantity } from "./quantity";
import { type Mutability, replacementFields, touches } from "./replacement";

export interface ObjectDiff {
  readonly live: KubeObject;
  readonly oldInputs: KubeObject;
  /** May hold unknowns, no secrets. */
  readonly news: Properties;
  readonly namespaced: boolean;
  readonly ignoreChanges: string[];
  readonly mutable: Mutability;
}

/** Compares the new inputs with the live object, as far as the old inputs described it. */
export function compareObject({
  live,
  oldInputs,
  news,
  namespaced,
  ignoreChanges,
  mutable,
}: ObjectDiff): DiffResult {
  const inputs = inNamespace(normalize(news), namespaced);
  const before = inNamespace(prune(live, normalize(oldInputs) as JsonObject), namespaced);
  if (nameIn(inputs) !== undefined)
    before.metadata = { ...(before.metadata as Properties), name: nameOf(live) };
  const fields = replacementFields(inputs as KubeObject, mutable);
  const changes = differences(before, inputs)
    .filter((difference) => isReal(difference, before, live))
    .filter(({ path }) => !ignoreChanges.some((ignored) => covers(ignored, formatPath(path))))
    .map((difference) => changeOf(difference, fields));
  return { changes, deleteBeforeReplace: keepsItsName(inputs, live, namespaced) };
}

function changeOf(difference: Difference, fields: string[]): Change {
  const { kind } = difference;
  const path = formatPath(difference.path);
  const wholeMetadata = path === "metadata" && kind === "delete";
  return { path, kind, replaces: wholeMetadata || fields.some((field) => touches(difference, field)) };
}

/** Two objects of one name cannot exist beside each other, so the old one has to go first. */
function keepsItsName(inputs: Properties, live: KubeObject, namespaced: boolean): boolean {
  const name = nameIn(inputs);
  if (name === undefined || isAutonamed(inputs as KubeObject)) return false;
  const sameNamespace = !namespaced || namespaceOf(inputs as KubeObject) === (namespaceOf(live) ?? "default");
  return name === nameOf(live) && sameNamespace;
}

/** Leaves out what the cluster itself writes differently: dropped empty values, other spellings of an amount. */
function isReal({ path, kind, value }: Difference, before: Properties, live: KubeObject): boolean {
  if (kind === "add" && isEmpty(value)) return valueAt(live, path) !== undefined;
  if (kind !== "update" || value instanceof Unknown) return true;
  const old = valueAt(before, path);
  return !(holdsAmount(path) && isAmount(old) && isAmount(value) && sameQuantity(old, value));
}

/** Fields that the cluster rewrites to its own spelling of an amount. */
function holdsAmount(path: Path): boolean {
  const [parent, field] = path.slice(-2);
  return (
    ["requests", "limits", "hard", "capacity"].includes(String(parent)) ||
    ["sizeLimit", "averageValue"].includes(String(field))
  );
}

function isAmount(value: Value | undefined): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

function isEmpty(value: Value): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isProperties(value)) return Object.keys(value).length === 0;
  return value === null || value === 0 || value === "" || value === false;
}

function valueAt(value: Value, path: Path): Value | undefined {
  return path.reduce<Value | undefined>((found, step) => {
    if (isList(found)) return found[step as number];
    return isProperties(found) ? found[step] : undefined;
  }, value);
}

function nameIn(inputs: Properties): string | undefined {
  const { metadata } = inputs;
  return isProperties(metadata) && typeof metadata.name === "string" ? metadata.name : undefined;
}

function inNamespace(object: Properties, namespaced: boolean): Properties {
  if (!isProperties(object.metadata)) return object;
  const { namespace, ...metadata } = object.metadata;
  const canonical: { namespace?: Json } = namespaced
    ? { namespace: (namespace as Json | undefined) ?? "default" }
    : {};
  return { ...object, metadata: { ...metadata, ...canonical } };
}

/** True when the ignored path is the path or around it. */
function covers(ignored: string, path: string): boolean {
  return path === ignored || path.startsWith(`${ignored}.`) || path.startsWith(`${ignored}[`);
}
