import { uniqueName } from "../protocol/naming";
import { isProperties, type Properties } from "../protocol/value";
import { AUTONAMED, isAutonamed } from "./annotations";
import { type KubeObject, nameOf } from "./object";

/** Gives an object without a name the one it had, or a new one made of its logical name. */
export function named(
  inputs: Properties,
  olds: KubeObject,
  logicalName: string,
  seed: Uint8Array,
): Properties {
  if (inputs.metadata !== undefined && !isProperties(inputs.metadata)) return inputs;
  const metadata = inputs.metadata ?? {};
  if (metadata.generateName !== undefined) {
    throw new Error("the `.metadata.generateName` field is not supported in Server-Side Apply mode");
  }
  if (metadata.name !== undefined && metadata.name !== "") return inputs;
  const name = isAutonamed(olds) ? nameOf(olds) : uniqueName(logicalName, seed);
  const annotations = metadata.annotations ?? {};
  const marked = isProperties(annotations) ? { ...annotations, [AUTONAMED]: "true" } : annotations;
  return { ...inputs, metadata: { ...metadata, name, annotations: marked } };
}
