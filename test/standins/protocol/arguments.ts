import type { CheckFailure } from "./provider";
import { isProperties, type Properties, reveal, Unknown, type Value } from "./value";

export type ArgumentType = "string" | "number" | "boolean" | "object" | "list";

/** Refuses arguments that the type does not have, of the wrong type, or missing. */
export function checkArguments(
  news: Properties,
  known: Record<string, ArgumentType>,
  required: string[] = [],
): CheckFailure[] {
  const missing = required
    .filter((name) => news[name] === undefined || news[name] === null)
    .map((property) => ({ property, reason: `Missing required argument "${property}"` }));
  const wrong = Object.entries(news).flatMap(([property, value]) => checkArgument(property, value, known));
  return [...missing, ...wrong];
}

function checkArgument(property: string, value: Value, known: Record<string, ArgumentType>): CheckFailure[] {
  const wanted = Object.hasOwn(known, property) ? known[property] : undefined;
  if (!wanted) {
    const names = Object.keys(known).join(", ");
    return [{ property, reason: `Unknown argument "${property}": this type has ${names}` }];
  }
  const plain = reveal(value);
  if (plain === null || plain instanceof Unknown || typeOf(plain) === wanted) return [];
  return [{ property, reason: `Argument "${property}" must be a ${wanted}, got a ${typeOf(plain)}` }];
}

function typeOf(value: Value): string {
  if (Array.isArray(value)) return "list";
  return isProperties(value) ? "object" : typeof value;
}
