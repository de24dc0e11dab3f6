import { Resource, ResourceOptions } from "@pulumi/pulumi";
import { PlannedResource, SECRET, Value } from "../plan";
import { Placed } from "../simulation/declared";

/** What of a resource's options decides what Pulumi does with it. */
const TOLD = [
  "protect",
  "retainOnDelete",
  "deleteBeforeReplace",
  "ignoreChanges",
  "replaceOnChanges",
  "replacementTrigger",
  "import",
  "customTimeouts",
] as const;

/** The resources of a program as a plan has them; `named` changes each text of theirs. */
export function plannedResources(
  placed: readonly Placed[],
  named: (text: string) => string,
): PlannedResource[] {
  const ids = new Map(placed.map((one) => [one.resource, idOf(one, placed)]));
  const resources = placed.map((one): PlannedResource => {
    const parent = one.opts.parent && ids.get(one.opts.parent);
    return {
      id: ids.get(one.resource) ?? one.name,
      ...(parent !== undefined && { parent }),
      type: one.type,
      name: one.name,
      custom: one.custom,
      inputs: plain(hidden(one.inputs, one.secrets), named) as Record<string, Value>,
      options: optionsOf(one, ids),
    };
  });
  return resources.sort((one, other) => compare(one.id, other.id));
}

/** As Pulumi's URN has it: the types of the parents down to its own, then its name. */
function idOf(one: Placed, all: readonly Placed[]): string {
  const types = [one.type];
  for (let parent = parentOf(one.opts, all); parent !== undefined; parent = parentOf(parent.opts, all)) {
    types.unshift(parent.type);
  }
  return `${types.join("$")}::${one.name}`;
}

const parentOf = ({ parent }: ResourceOptions, all: readonly Placed[]) =>
  all.find(({ resource }) => resource === parent);

function optionsOf(
  { opts, provider }: Placed,
  ids: ReadonlyMap<Resource, string>,
): PlannedResource["options"] {
  const told = TOLD.flatMap((name) => {
    const value = (opts as Readonly<Record<string, unknown>>)[name] as Value | undefined;
    return value === undefined || value === false ? [] : [[name, value] as const];
  });
  const before = ([opts.dependsOn ?? []].flat() as Resource[]).flatMap((one) => ids.get(one) ?? []);
  const [, , , providerName] = provider.split("::");
  return {
    ...Object.fromEntries(told),
    ...(before.length > 0 && { dependsOn: before.sort(compare) }),
    ...(providerName !== undefined && { provider: providerName }),
  };
}

/** Inputs with every value below these paths hidden. */
function hidden(inputs: unknown, secrets: readonly string[]): unknown {
  const hide = (value: unknown, path: string, secret: boolean): unknown => {
    const below = secret || secrets.includes(path);
    if (Array.isArray(value)) return value.map((item, index) => hide(item, `${path}[${index}]`, below));
    if (typeof value !== "object" || value === null) return below ? SECRET : value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        hide(item, path === "" ? key : `${path}.${key}`, below),
      ]),
    );
  };
  return hide(inputs, "", false);
}

/** A value as JSON has it, with its keys in order. */
export function plain(value: unknown, named: (text: string) => string): Value {
  if (typeof value === "string") return named(value);
  if (Array.isArray(value)) return value.map((item) => plain(item, named));
  if (typeof value !== "object" || value === null) return (value ?? null) as Value;
  const entries = Object.entries(value).filter(([key, item]) => item !== undefined && key !== "__defaults");
  return Object.fromEntries(
    entries.sort(([one], [other]) => compare(one, other)).map(([key, item]) => [key, plain(item, named)]),
  );
}

/** By code points: the same on machines of every language. */
export const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
