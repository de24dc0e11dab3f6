/** A value as JSON has it. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** A resource that an update would ask its provider for, or a component that holds some together. */
export interface PlannedResource {
  /** Types of its parents and its own, and its name: what Pulumi knows it by, within a stack. */
  readonly id: string;
  /** `id` of the component that it belongs to; undefined at the top. */
  readonly parent?: string;
  readonly type: string;
  readonly name: string;
  /** False for a component, which only holds others together. */
  readonly custom: boolean;
  /** Inputs without secrets, their keys in the order of the alphabet. */
  readonly inputs: Readonly<Record<string, Value>>;
  /** What Pulumi is told about it, such as "protect". */
  readonly options: Readonly<Record<string, Value>>;
}

/** All that a program would make of a stack. */
export interface Plan {
  readonly stack: string;
  /** In the order of their ids. */
  readonly resources: readonly PlannedResource[];
  /** Outputs of the stack, without secrets and without the ledger of what ran. */
  readonly outputs: Readonly<Record<string, Value>>;
  /** What the program warns of. */
  readonly warnings: readonly string[];
  /** What was assumed because nobody was asked, one sentence each. */
  readonly assumptions: readonly string[];
}

/** What stands in the place of a secret. */
export const SECRET = "[secret]";

/** "Deployment" of "kubernetes:apps/v1:Deployment". */
export const kindOf = ({ type }: Pick<PlannedResource, "type">) => type.split(":").at(-1) ?? type;

/** "backend (Deployment)": what people call a resource. */
export const titleOf = (resource: Pick<PlannedResource, "type" | "name">) =>
  `${kindOf(resource)} ${resource.name}`;

/** Follows a path of keys into inputs; undefined if it leads nowhere. */
export function at(value: Value | undefined, ...path: readonly (string | number)[]): Value | undefined {
  return path.reduce<Value | undefined>((found, step) => {
    if (Array.isArray(found)) return found[Number(step)] as Value | undefined;
    return isGroup(found) ? found[String(step)] : undefined;
  }, value);
}

export const isGroup = (value: unknown): value is { readonly [key: string]: Value } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A list as it is, and nothing as an empty one. */
export const listOf = (value: Value | undefined): readonly Value[] =>
  Array.isArray(value) ? (value as readonly Value[]) : [];

/** A text as it is; anything else as an empty one. */
export const textOf = (value: Value | undefined): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
