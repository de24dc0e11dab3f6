import type { CheckCall } from "../../protocol/provider";
import {
  containsUnknown,
  isList,
  isProperties,
  type Properties,
  Unknown,
  type Value,
} from "../../protocol/value";
import type { Account } from "../account/account";
import { normalize } from "../schema/normalize";
import type { Kind } from "./kind";
import { automaticName } from "./naming";

/** The arguments with defaults, automatic name, region and all tags, and which of them were filled in. */
export function completeInputs(
  kind: Kind,
  account: Account,
  call: CheckCall,
): { properties: Properties; defaulted: string[] } {
  const defaulted: string[] = [];
  const inputs = normalize(kind.schema, call.news, defaulted);
  const { schema, naming } = kind;
  if (naming && inputs[naming.property] === undefined && inputs[`${naming.property}Prefix`] === undefined) {
    inputs[naming.property] = nameFor(kind, call);
    defaulted.push(naming.property);
  }
  if (schema.region) inputs.region ??= account.region;
  if (schema.tagsAll) inputs.tagsAll = allTags(account.defaultTags, inputs.tags);
  return { properties: inputs, defaulted };
}

/** An automatic name stays for as long as the resource does. */
function nameFor({ naming }: Kind, { olds, name, randomSeed }: CheckCall): Value {
  const { property } = naming!;
  const kept = isList(olds.__defaults) && olds.__defaults.includes(property) ? olds[property] : undefined;
  return kept ?? automaticName(name, naming!, randomSeed);
}

function allTags(defaults: Account["defaultTags"], tags: Value | undefined): Value {
  if (containsUnknown(tags)) return Unknown.value;
  return { ...defaults, ...(isProperties(tags) ? tags : {}) };
}
