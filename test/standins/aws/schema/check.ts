import type { CheckFailure } from "../../protocol/provider";
import { formatPath, type Path } from "../../protocol/difference";
import { isList, isProperties, type Properties, Unknown, type Value } from "../../protocol/value";
import type { Many, Property, Schema } from "./property";

/** What is wrong with the arguments of a resource: unknown, missing, of a wrong type or against a rule. */
export function checkProperties(schema: Schema, news: Properties, path: Path = []): CheckFailure[] {
  const missing = Object.entries(schema)
    .filter(([name, { required }]) => required && news[name] === undefined)
    .map(([name]) => failure([...path, name], "is required, but was not given"));
  const wrong = Object.entries(news).flatMap(([name, value]) => {
    const property = Object.hasOwn(schema, name) ? schema[name] : undefined;
    if (!property || property.output)
      return [failure([...path, name], `is unknown: ${alternatives(schema)}`)];
    return checkValue(property, value, [...path, name]);
  });
  return [...missing, ...wrong];
}

function checkValue(property: Property, value: Value, path: Path): CheckFailure[] {
  if (value instanceof Unknown) return [];
  if (property.kind === "unsupported")
    return [failure(path, "is not supported by the stand-in: run with the real provider")];
  const mismatch = mismatchOf(property, value);
  if (mismatch) return [failure(path, mismatch)];
  const inside = checkInside(property, value, path);
  if (inside.length > 0) return inside;
  const broken = property.rule?.(value);
  return broken ? [failure(path, `${broken}, got ${JSON.stringify(value)}`)] : [];
}

function checkInside(property: Property, value: Value, path: Path): CheckFailure[] {
  switch (property.kind) {
    case "block":
      return checkProperties(property.fields, value as Properties, path);
    case "map":
      return Object.entries(value as Properties).flatMap(([key, item]) =>
        checkValue(property.of, item, [...path, key]),
      );
    case "list":
    case "set":
      return checkElements(property, value as Value[], path);
    default:
      return [];
  }
}

function checkElements(property: Many, elements: Value[], path: Path): CheckFailure[] {
  const { atLeast = 0, atMost = Infinity } = property;
  if (elements.length < atLeast)
    return [failure(path, `must have ${atLeast} or more, got ${elements.length}`)];
  if (elements.length > atMost)
    return [failure(path, `must have ${atMost} or fewer, got ${elements.length}`)];
  return elements.flatMap((element, index) => checkValue(property.of, element, [...path, index]));
}

const TYPES = { text: "string", number: "number", flag: "boolean" } as const;

function mismatchOf(property: Property, value: Value): string | undefined {
  const got = isList(value) ? "a list" : isProperties(value) ? "an object" : `a ${typeof value}`;
  switch (property.kind) {
    case "unsupported":
      return undefined;
    case "list":
    case "set":
      return isList(value) ? undefined : `must be a list, got ${got}`;
    case "map":
    case "block":
      return isProperties(value) ? undefined : `must be an object, got ${got}`;
    default:
      return typeof value === TYPES[property.kind]
        ? undefined
        : `must be a ${TYPES[property.kind]}, got ${got}`;
  }
}

function failure(path: Path, problem: string): CheckFailure {
  return { property: String(path[0]), reason: `${formatPath(path)} ${problem}` };
}

function alternatives(schema: Schema): string {
  const names = Object.entries(schema).filter(([, { output, kind }]) => !output && kind !== "unsupported");
  return `there are ${names.map(([name]) => name).join(", ")}`;
}
