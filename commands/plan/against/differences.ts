import { isGroup, Value } from "../plan";

/** One value that differs; absent on the side where there was none. */
export interface Difference {
  /** "spec.template.spec.containers[backend].image" */
  readonly path: string;
  readonly before?: Value;
  readonly now?: Value;
}

/** Where two values differ, down to the single text or number; lists of named things are compared by name. */
export function differences(before: Value | undefined, now: Value | undefined, path = ""): Difference[] {
  if (same(before, now)) return [];
  const [old, young] = [childrenOf(before), childrenOf(now)];
  if (old === undefined || young === undefined) {
    return [{ path, ...(before !== undefined && { before }), ...(now !== undefined && { now }) }];
  }
  const steps = [...new Set([...old.keys(), ...young.keys()])];
  return steps.flatMap((step) => differences(old.get(step), young.get(step), joined(path, step)));
}

const same = (one: Value | undefined, other: Value | undefined) =>
  JSON.stringify(one) === JSON.stringify(other);

const joined = (path: string, step: string) =>
  step.startsWith("[") || path === "" ? `${path}${step}` : `${path}.${step}`;

/** What a group or a list is made of, by the step that leads there; undefined for a single value. */
function childrenOf(value: Value | undefined): Map<string, Value> | undefined {
  if (isGroup(value)) return new Map(Object.entries(value));
  if (!Array.isArray(value)) return undefined;
  const items = value as readonly Value[];
  // A list of plain values reads better whole.
  if (!items.some((item) => typeof item === "object")) return undefined;
  const names = items.map((item) => (isGroup(item) && typeof item.name === "string" ? item.name : undefined));
  const distinct = names.every((name) => name !== undefined) && new Set(names).size === names.length;
  return new Map(items.map((item, index) => [`[${distinct ? names[index] : index}]`, item]));
}
