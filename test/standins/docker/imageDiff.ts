import { differences } from "../protocol/difference";
import type { Change, DiffResult } from "../protocol/provider";
import { isProperties, type Properties, reveal } from "../protocol/value";

/** Compares whole inputs; an image is never replaced, and new registry credentials change nothing. */
export function diffImage(olds: Properties, news: Properties): DiffResult {
  const oldInputs = olds.__inputs === undefined ? {} : reveal(olds.__inputs);
  const before = withoutCredentials(isProperties(oldInputs) ? oldInputs : {});
  const byKey = new Map<string, Change>();
  for (const { path, kind } of differences(before, withoutCredentials(reveal(news) as Properties))) {
    const [key] = path as [string];
    byKey.set(key, { path: key, kind: path.length > 1 ? "update" : kind, replaces: false });
  }
  return { changes: [...byKey.values()] };
}

function withoutCredentials(inputs: Properties): Properties {
  if (!isProperties(inputs.registry)) return inputs;
  const { server } = inputs.registry;
  return { ...inputs, registry: server === undefined ? {} : { server } };
}
