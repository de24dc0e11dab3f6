import { plain } from "../program/declared";
import { isGroup, Value } from "../plan";

/** A value in which texts that are JSON are what they say, such as policies: two of them can then be compared. */
export function unfolded(value: Value): Value {
  if (typeof value === "string") return parsed(value);
  if (Array.isArray(value)) return (value as readonly Value[]).map(unfolded);
  if (!isGroup(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unfolded(item)]));
}

function parsed(text: string): Value {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return plain(JSON.parse(text), (one) => one);
  } catch {
    return text;
  }
}
