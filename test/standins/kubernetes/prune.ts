import { isJsonObject, type Json, type JsonObject } from "../protocol/value";

/** What is left of a live object when only the fields that the inputs have are kept. */
export function prune(live: JsonObject, inputs: JsonObject): JsonObject {
  const kept = Object.entries(live).filter(([key]) => key in inputs);
  return Object.fromEntries(kept.map(([key, value]) => [key, pruneValue(value, inputs[key])]));
}

function pruneValue(live: Json, input: Json): Json {
  if (isJsonObject(live) && isJsonObject(input)) return prune(live, input);
  if (!Array.isArray(live) || !Array.isArray(input)) return live;
  return live.slice(0, input.length).map((item, index) => pruneValue(item, input[index]));
}
