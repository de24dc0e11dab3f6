/** A value that the engine must encrypt in state and hide in output. */
export class Secret {
  constructor(readonly value: Value) {}
}

/** A value that is only known once the resource it comes from has been made (previews). */
export class Unknown {
  private constructor() {}
  static readonly value = new Unknown();
}

/** A file or text handed over by the program, for example `valueYamlFiles` of a Helm release. */
export class Asset {
  constructor(
    readonly text?: string,
    readonly path?: string,
  ) {}
}

export type Value =
  null | boolean | number | string | Secret | Unknown | Asset | Value[] | { [key: string]: Value };
export type Properties = Record<string, Value>;

/** Plain JSON: what is left of properties without secrets and unknowns. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for an object of the program, not for a list or one of the special values. */
export function isProperties(value: Value | undefined): value is Properties {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

export function isList(value: Value | undefined): value is Value[] {
  return Array.isArray(value);
}

/** The children of a list, an object or a secret; nothing for anything else. */
function children(value: Value): Value[] {
  if (value instanceof Secret) return [value.value];
  if (Array.isArray(value)) return value;
  return isProperties(value) ? Object.values(value) : [];
}

export function containsUnknown(value: Value | undefined): boolean {
  if (value === undefined) return false;
  return value instanceof Unknown || children(value).some(containsUnknown);
}

export function containsSecret(value: Value | undefined): boolean {
  if (value === undefined) return false;
  return value instanceof Secret || children(value).some(containsSecret);
}

/** The same value with every secret replaced by what it holds; unknowns stay. */
export function reveal(value: Value): Value {
  if (value instanceof Secret) return reveal(value.value);
  if (Array.isArray(value)) return value.map(reveal);
  if (!isProperties(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, reveal(item)]));
}

/** Plain JSON of properties; unknowns and assets are dropped, so callers check for them first. */
export function toJson(properties: Properties): JsonObject {
  return jsonOf(properties) as JsonObject;
}

function jsonOf(value: Value): Json | undefined {
  if (value instanceof Secret) return jsonOf(value.value);
  if (value instanceof Unknown || value instanceof Asset) return undefined;
  if (Array.isArray(value)) return value.map((item) => jsonOf(item) ?? null);
  if (!isProperties(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, jsonOf(item)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined)) as JsonObject;
}

/** The text of a property that has to be text, or undefined when it is absent or unknown. */
export function textOf(value: Value | undefined): string | undefined {
  const plain = value === undefined ? undefined : reveal(value);
  return typeof plain === "string" ? plain : undefined;
}

/** The number of a property, or undefined when it is absent or unknown. */
export function numberOf(value: Value | undefined): number | undefined {
  const plain = value === undefined ? undefined : reveal(value);
  return typeof plain === "number" ? plain : undefined;
}

/** True only for the boolean true. */
export function isTrue(value: Value | undefined): boolean {
  return value !== undefined && reveal(value) === true;
}
