import { unfolded } from "../forms/unfolded";
import { kindOf, Plan, PlannedResource, Value } from "../plan";
import { compare } from "../program/declared";
import { Difference, differences } from "./differences";
import { replaces } from "./replacement";

/** What an update would do to one resource. */
export interface Change {
  /** "left": the stack forgets it, and it stays where it is. */
  readonly kind: "added" | "removed" | "left" | "replaced" | "changed";
  readonly resource: PlannedResource;
  readonly differences: readonly (Difference & { readonly replaces: boolean })[];
  /** Resource that is replaced, and this one with it. */
  readonly because?: PlannedResource;
}

/** What is different between two plans, by resource; components only hold others together and do not count. */
export function changesBetween(before: Plan | undefined, now: Plan): Change[] {
  const old = made(before);
  const young = made(now);
  const ids = [...new Set([...old.keys(), ...young.keys()])].sort(compare);
  const changes = ids.flatMap((id) => changeOf(old.get(id), young.get(id)));
  return withFollowers(
    changes,
    [...young.values()].filter(({ id }) => old.has(id)),
  );
}

const made = (plan: Plan | undefined) =>
  new Map((plan?.resources ?? []).filter(({ custom }) => custom).map((one) => [one.id, one]));

function changeOf(before: PlannedResource | undefined, now: PlannedResource | undefined): Change[] {
  if (before === undefined && now !== undefined) return [{ kind: "added", resource: now, differences: [] }];
  if (before !== undefined && now === undefined) {
    return [
      {
        kind: before.options.retainOnDelete === true ? "left" : "removed",
        resource: before,
        differences: [],
      },
    ];
  }
  if (before === undefined || now === undefined) return [];
  const inputs = differences(unfolded(before.inputs), unfolded(now.inputs)).map((one) => ({
    ...one,
    replaces: replaces(now, one.path),
  }));
  const options = differences(lasting(before), lasting(now)).map((one) => ({
    ...one,
    replaces: one.path === "options.replacementTrigger",
  }));
  const all = [...inputs, ...options];
  if (all.length === 0) return [];
  const kind = all.some((one) => one.replaces) ? "replaced" : "changed";
  return [{ kind, resource: now, differences: all }];
}

/** In which order things are made says nothing of what is there. */
function lasting({ options: { dependsOn: _, ...options } }: PlannedResource) {
  return { options };
}

/** A resource that is told the id of another is replaced with it, where such an id cannot change in place. */
function withFollowers(changes: readonly Change[], stay: readonly PlannedResource[]): Change[] {
  const replaced = new Map(
    changes.filter(({ kind }) => kind === "replaced").map((one) => [one.resource.id, one]),
  );
  const queue = [...replaced.values()].map(({ resource }) => resource);
  for (let because = queue.shift(); because !== undefined; because = queue.shift()) {
    const token = `${kindOf(because)}(${because.name})`;
    for (const resource of stay) {
      if (replaced.has(resource.id) || !follows(resource, token)) continue;
      const known = changes.find((one) => one.resource.id === resource.id);
      replaced.set(resource.id, {
        ...{ kind: "replaced", resource, because },
        differences: known?.differences ?? [],
      });
      queue.push(resource);
    }
  }
  const rest = changes.filter(({ resource }) => !replaced.has(resource.id));
  return [...rest, ...replaced.values()].sort((one, other) => compare(one.resource.id, other.resource.id));
}

const follows = (resource: PlannedResource, token: string) =>
  pathsTo(resource.inputs, token, "").some((path) => replaces(resource, path));

function pathsTo(value: Value, token: string, path: string): string[] {
  if (value === token) return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    pathsTo(item, token, path === "" ? key : `${path}.${key}`),
  );
}
