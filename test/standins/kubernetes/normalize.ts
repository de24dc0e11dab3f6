import { containsUnknown, isProperties, type Properties, textOf } from "../protocol/value";

/** Fields of metadata that only the cluster writes. */
const READ_ONLY = [
  "creationTimestamp",
  "deletionGracePeriodSeconds",
  "deletionTimestamp",
  "generation",
  "managedFields",
  "resourceVersion",
  "uid",
];

/** The form in which the cluster itself would show these inputs, as far as a comparison needs it. */
export function normalize(inputs: Properties): Properties {
  return withoutReadOnly(containsUnknown(inputs) ? inputs : withEncodedSecret(inputs));
}

function withoutReadOnly(inputs: Properties): Properties {
  if (!isProperties(inputs.metadata)) return inputs;
  const metadata = Object.entries(inputs.metadata).filter(([key]) => !READ_ONLY.includes(key));
  return { ...inputs, metadata: Object.fromEntries(metadata) };
}

/** The cluster never shows `stringData`: it becomes `data`. */
export function withEncodedSecret(inputs: Properties): Properties {
  if (inputs.apiVersion !== "v1" || inputs.kind !== "Secret" || !isProperties(inputs.stringData))
    return inputs;
  const { stringData, ...others } = inputs;
  const encoded = Object.entries(stringData).map(([key, text]) => [
    key,
    Buffer.from(textOf(text) ?? "").toString("base64"),
  ]);
  if (encoded.length === 0) return inputs;
  const data = isProperties(inputs.data) ? inputs.data : {};
  return { ...others, data: { ...data, ...(Object.fromEntries(encoded) as Properties) } };
}
