import {
  containsUnknown,
  isList,
  isProperties,
  type Properties,
  reveal,
  Unknown,
  type Value,
} from "../../protocol/value";
import type { Property, Schema } from "./property";

/** Arguments as the operations want them: no nulls, documents as text, defaults filled in. Adds the filled-in names to `defaulted`. */
export function normalize(schema: Schema, given: Properties, defaulted: string[] = []): Properties {
  const inputs: Properties = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === null || name === "__defaults") continue;
    const property = Object.hasOwn(schema, name) ? schema[name] : undefined;
    inputs[name] = property ? normalizeValue(property, reveal(value)) : reveal(value);
  }
  for (const [name, { fallback }] of Object.entries(schema)) {
    if (fallback === undefined || inputs[name] !== undefined) continue;
    inputs[name] = fallback;
    defaulted.push(name);
  }
  return inputs;
}

function normalizeValue(property: Property, value: Value): Value {
  switch (property.kind) {
    case "block":
      return isProperties(value) ? normalize(property.fields, value) : value;
    case "list":
    case "set":
      return isList(value) ? value.map((item) => normalizeValue(property.of, item)) : value;
    case "text":
      return property.document && isProperties(value) ? documentOf(value) : value;
    default:
      return value;
  }
}

function documentOf(value: Properties): Value {
  return containsUnknown(value) ? Unknown.value : JSON.stringify(value);
}
