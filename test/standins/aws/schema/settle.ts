import { isList, isProperties, type Properties, type Value } from "../../protocol/value";
import { isSame } from "./compare";
import type { Property, Schema } from "./property";

/**
 * What AWS says, written as it was before where that means the same: the order of sets, the layout of documents.
 * So a state changes only where something did.
 */
export function settle(schema: Schema, live: Properties, prior: Properties): Properties {
  const settled: Properties = {};
  for (const [name, property] of Object.entries(schema)) {
    const value = live[name] as Value | undefined;
    if (value !== undefined) settled[name] = settleValue(property, value, prior[name]);
  }
  return settled;
}

function settleValue(property: Property, live: Value, prior: Value | undefined): Value {
  if (prior === undefined) return live;
  switch (property.kind) {
    case "block":
      return isProperties(live) && isProperties(prior) ? settle(property.fields, live, prior) : live;
    case "list":
      return isList(live) && isList(prior)
        ? live.map((item, index) => settleValue(property.of, item, prior[index]))
        : live;
    case "set":
      return isList(live) && isList(prior) ? settleSet(property.of, live, prior) : live;
    default:
      return isSame(property, live, prior) ? prior : live;
  }
}

/** Elements that were there before come first and in their old order. */
function settleSet(of: Property, live: Value[], prior: Value[]): Value[] {
  const left = [...live];
  const known = prior.flatMap((old) => {
    const found = left.findIndex((item) => isSame(of, item, old));
    return found < 0 ? [] : left.splice(found, 1).map((item) => settleValue(of, item, old));
  });
  return [...known, ...left];
}

/** The arguments that would lead to a state: those given before, with what the state says of them. */
export function inputsFrom(schema: Schema, before: Properties, state: Properties): Properties {
  return { ...fieldsFrom(schema, before, state), __defaults: before.__defaults ?? [] };
}

function fieldsFrom(schema: Schema, before: Properties, state: Properties): Properties {
  const inputs: Properties = {};
  const imported = Object.keys(before).length === 0;
  for (const [name, property] of Object.entries(schema)) {
    const left = imported ? property.fallback === state[name] : before[name] === undefined;
    if (property.output || state[name] === undefined || left) continue;
    inputs[name] = inputFrom(property, before[name], state[name]);
  }
  return inputs;
}

function inputFrom(property: Property, before: Value | undefined, state: Value): Value {
  if (before !== undefined && isSame(property, state, before)) return before;
  if (property.kind !== "block" || !isProperties(state)) return state;
  return fieldsFrom(property.fields, isProperties(before) ? before : {}, state);
}
