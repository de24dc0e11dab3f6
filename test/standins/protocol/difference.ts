import type { Change } from "./provider";
import { isList, isProperties, reveal, Unknown, type Value } from "./value";

export type Path = (string | number)[];

export interface Difference {
  readonly path: Path;
  readonly kind: Change["kind"];
  /** The new value, or the old one of something deleted. */
  readonly value: Value;
}

/** Where two values differ, at the innermost objects and list elements that both have. Secrets are compared by content. */
export function differences(old: Value, now: Value): Difference[] {
  return compare([], reveal(old), reveal(now));
}

function compare(path: Path, old: Value | undefined, now: Value | undefined): Difference[] {
  if (now === undefined) return old === undefined ? [] : [{ path, kind: "delete", value: old }];
  if (old === undefined) return [{ path, kind: "add", value: now }];
  if (isProperties(old) && isProperties(now)) {
    const keys = new Set([...Object.keys(old), ...Object.keys(now)]);
    return [...keys].flatMap((key) => compare([...path, key], old[key], now[key]));
  }
  if (isList(old) && isList(now)) {
    const indexes = Array.from({ length: Math.max(old.length, now.length) }, (_, index) => index);
    return indexes.flatMap((index) => compare([...path, index], old[index], now[index]));
  }
  // An unknown value may turn out to be the old one, but the plan has to show it as a change.
  const same = old === now && !(now instanceof Unknown);
  return same ? [] : [{ path, kind: "update", value: now }];
}

/** The path as the engine writes it: `metadata.annotations["a.b/c"]`, `spec.ports[0]`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    if (/[."[\]]/.test(part)) return `${text}["${part.replaceAll('"', '\\"')}"]`;
    return text === "" ? part : `${text}.${part}`;
  }, "");
}
