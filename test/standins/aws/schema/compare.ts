import type { Change } from "../../protocol/provider";
import { formatPath, type Path } from "../../protocol/difference";
import { isList, isProperties, type Properties, Unknown, type Value } from "../../protocol/value";
import type { Many, Property, Schema } from "./property";

/** What has to change so that a resource in a state becomes what the program asks for. */
export function compareProperties(schema: Schema, olds: Properties, news: Properties): Change[] {
  return compareFields(schema, olds, news, { path: [], replaces: false });
}

/** Whether a value in a state is what the program asks for, in whatever way it is written. */
export function isSame(property: Property, old: Value | undefined, now: Value | undefined): boolean {
  return compareValue(property, old, now, { path: [], replaces: false }).length === 0;
}

interface Place {
  readonly path: Path;
  readonly replaces: boolean;
}

function compareFields(schema: Schema, olds: Properties, news: Properties, place: Place): Change[] {
  return Object.entries(schema)
    .filter(([, { output, kind }]) => !output && kind !== "unsupported")
    .flatMap(([name, property]) =>
      compareValue(property, olds[name], news[name], {
        path: [...place.path, name],
        replaces: place.replaces || property.replaces === true,
      }),
    );
}

function compareValue(
  property: Property,
  old: Value | undefined,
  now: Value | undefined,
  place: Place,
): Change[] {
  if (now instanceof Unknown) return [change(old === undefined ? "add" : "update", place)];
  if (now === undefined) return property.computed || isZero(old) ? [] : [change("delete", place)];
  if (old === undefined && isZero(now)) return [];
  switch (property.kind) {
    case "block":
      if (!isProperties(now)) break;
      return compareFields(property.fields, isProperties(old) ? old : {}, now, place);
    case "map":
      if (!isProperties(now)) break;
      return compareMaps(property.of, isProperties(old) ? old : {}, now, place);
    case "list":
    case "set":
      if (!isList(now)) break;
      return compareElements(property, isList(old) ? old : [], now, place);
    case "text":
      if (typeof old === "string" && typeof now === "string" && property.same?.(old, now)) return [];
  }
  if (old === now) return [];
  return [change(old === undefined ? "add" : "update", place)];
}

function compareMaps(of: Property, olds: Properties, news: Properties, place: Place): Change[] {
  const keys = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
  return keys.flatMap((key): Change[] => {
    const inside = { ...place, path: [...place.path, key] };
    // Unlike a property, a key that is there says something even where its value is empty.
    if (olds[key] === undefined) return [change("add", inside)];
    if (news[key] === undefined) return [change("delete", inside)];
    return compareValue(of, olds[key], news[key], inside);
  });
}

function compareElements(property: Many, olds: Value[], news: Value[], place: Place): Change[] {
  if (property.kind === "set")
    return sameElements(property.of, olds, news) ? [] : [change(olds.length === 0 ? "add" : "update", place)];
  const indexes = Array.from({ length: Math.max(olds.length, news.length) }, (_, index) => index);
  return indexes.flatMap((index) => {
    const inside = { ...place, path: [...place.path, index] };
    if (index >= news.length) return [change("delete", inside)];
    if (index >= olds.length) return [change("add", inside)];
    return compareValue(property.of, olds[index], news[index], inside);
  });
}

function sameElements(of: Property, olds: Value[], news: Value[]): boolean {
  if (olds.length !== news.length) return false;
  const left = [...olds];
  return news.every((now) => {
    const found = left.findIndex((old) => isSame(of, old, now));
    if (found >= 0) left.splice(found, 1);
    return found >= 0;
  });
}

/** What the real provider cannot tell from a property that is absent. */
function isZero(value: Value | undefined): boolean {
  if (isList(value)) return value.length === 0;
  if (isProperties(value)) return Object.values(value).every(isZero);
  return value === undefined || value === null || value === "" || value === false || value === 0;
}

function change(kind: Change["kind"], { path, replaces }: Place): Change {
  return { path: formatPath(path), kind, replaces };
}
