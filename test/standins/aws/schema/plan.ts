import { isList, isProperties, type Properties, Unknown, type Value } from "../../protocol/value";
import type { Property, Schema } from "./property";

/** What is known of a resource before it is made: its arguments; what AWS will choose or say is unknown. */
export function plannedCreate(schema: Schema, news: Properties): Properties {
  return planned(schema, news, (property) =>
    property.computed || property.output ? Unknown.value : undefined,
  );
}

/** What is known of a resource before it is changed: its arguments, and what AWS chose or said before. */
export function plannedUpdate(schema: Schema, olds: Properties, news: Properties): Properties {
  return planned(schema, news, ({ computed, output }, old) => (computed || output ? old : undefined), olds);
}

type Absent = (property: Property, old: Value | undefined) => Value | undefined;

function planned(schema: Schema, news: Properties, absent: Absent, olds: Properties = {}): Properties {
  const plan: Properties = {};
  for (const [name, property] of Object.entries(schema)) {
    if (property.kind === "unsupported") continue;
    const value = news[name] as Value | undefined;
    const result =
      value === undefined ? absent(property, olds[name]) : plannedValue(property, value, absent, olds[name]);
    if (result !== undefined) plan[name] = result;
  }
  return plan;
}

function plannedValue(property: Property, value: Value, absent: Absent, old: Value | undefined): Value {
  if (property.kind === "block" && isProperties(value))
    return planned(property.fields, value, absent, isProperties(old) ? old : {});
  if ((property.kind === "list" || property.kind === "set") && isList(value))
    return value.map((item, index) =>
      plannedValue(property.of, item, absent, isList(old) ? old[index] : undefined),
    );
  return value;
}
