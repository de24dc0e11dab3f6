import { isJsonObject, type Json, type JsonObject } from "../protocol/value";

/** An object of the Kubernetes API as JSON. */
export type KubeObject = JsonObject;

/** Where an object lives. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  /** Absent for kinds without namespace. */
  readonly namespace?: string;
  readonly name: string;
}

/** The value at a path of keys, or undefined where the path ends early. */
export function at(object: Json | undefined, ...path: string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, key) => (isJsonObject(value) ? value[key] : undefined),
    object,
  );
}

export function textAt(object: Json | undefined, ...path: string[]): string | undefined {
  const value = at(object, ...path);
  return typeof value === "string" ? value : undefined;
}

export function numberAt(object: Json | undefined, ...path: string[]): number | undefined {
  const value = at(object, ...path);
  return typeof value === "number" ? value : undefined;
}

export function listAt(object: Json | undefined, ...path: string[]): Json[] {
  const value = at(object, ...path);
  return Array.isArray(value) ? value : [];
}

export function nameOf(object: KubeObject): string {
  return textAt(object, "metadata", "name") ?? "";
}

export function namespaceOf(object: KubeObject): string | undefined {
  return textAt(object, "metadata", "namespace");
}

export function annotation(object: Json | undefined, key: string): string | undefined {
  return textAt(object, "metadata", "annotations", key);
}

export function refOf(object: KubeObject): ObjectRef {
  return {
    apiVersion: textAt(object, "apiVersion") ?? "",
    kind: textAt(object, "kind") ?? "",
    namespace: namespaceOf(object),
    name: nameOf(object),
  };
}

/** The id of a resource: `NAMESPACE/NAME`, or `NAME` for kinds without namespace. */
export function idOf(object: KubeObject): string {
  const namespace = namespaceOf(object);
  return namespace ? `${namespace}/${nameOf(object)}` : nameOf(object);
}

export function parseId(id: string): { namespace?: string; name: string } {
  const parts = id.split("/");
  return parts.length === 2 ? { namespace: parts[0], name: parts[1] } : { name: id };
}

/** True when `owner` made `object`, directly. */
export function isOwnedBy(object: KubeObject, owner: KubeObject | undefined): boolean {
  const uid = textAt(owner, "metadata", "uid");
  return (
    uid !== undefined &&
    listAt(object, "metadata", "ownerReferences").some((ref) => textAt(ref, "uid") === uid)
  );
}

/** The object's condition of a type, for example `Available`. */
export function condition(object: KubeObject, type: string): JsonObject | undefined {
  return listAt(object, "status", "conditions").find((item) => textAt(item, "type") === type) as
    JsonObject | undefined;
}

export function withoutStatus(object: KubeObject): KubeObject {
  const others = { ...object };
  delete others.status;
  return others;
}
