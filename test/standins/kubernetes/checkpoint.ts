import {
  containsSecret,
  isProperties,
  type JsonObject,
  type Properties,
  reveal,
  Secret,
  textOf,
  toJson,
} from "../protocol/value";
import type { KubeObject } from "./object";

const INPUTS = "__inputs";
const INITIAL_API_VERSION = "__initialApiVersion";
const FIELD_MANAGER = "__fieldManager";

/** What the engine keeps of an object: its live form, and beside it the inputs that made it. */
export interface Checkpoint {
  readonly live: KubeObject;
  readonly inputs: KubeObject;
  readonly fieldManager: string | undefined;
}

/** `secretsFrom` are the inputs as the program gave them, with secrets marked. */
export function toState(
  live: KubeObject,
  inputs: JsonObject,
  secretsFrom: Properties,
  fieldManager: string,
): Properties {
  return {
    ...markSecrets(live, secretsFrom),
    [INPUTS]: markSecrets(inputs, secretsFrom),
    [INITIAL_API_VERSION]: inputs.apiVersion ?? live.apiVersion,
    [FIELD_MANAGER]: fieldManager,
  };
}

export function fromState(state: Properties): Checkpoint {
  const { [INPUTS]: inputs, [FIELD_MANAGER]: fieldManager, ...live } = state;
  delete live[INITIAL_API_VERSION];
  const plainInputs = inputs === undefined ? {} : reveal(inputs);
  return {
    live: toJson(live),
    inputs: isProperties(plainInputs) ? toJson(plainInputs) : {},
    fieldManager: fieldManager === undefined ? undefined : textOf(fieldManager),
  };
}

/** Marks in an object what is secret in other properties of the same shape; the content of a Secret always is. */
export function markSecrets(object: Properties, from: Properties): Properties {
  if (object.kind === "Secret") return markContent(object);
  const marked = Object.entries(object).map(([key, value]) => {
    const source = from[key];
    if (source === undefined || value instanceof Secret) return [key, value] as const;
    if (isProperties(value) && isProperties(source)) return [key, markSecrets(value, source)] as const;
    return [key, containsSecret(source) ? new Secret(value) : value] as const;
  });
  return Object.fromEntries(marked);
}

function markContent(object: Properties): Properties {
  const marked = { ...object };
  for (const key of ["data", "stringData"]) {
    if (marked[key] !== undefined && !(marked[key] instanceof Secret)) marked[key] = new Secret(marked[key]);
  }
  return marked;
}
