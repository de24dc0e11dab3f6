import { differences } from "../../protocol/difference";
import type { Change, DiffResult } from "../../protocol/provider";
import type { Properties } from "../../protocol/value";

/** What changes of the provider; none of its arguments replaces it, and with it all that it made. */
export function diffSettings(olds: Properties, news: Properties): DiffResult {
  const changes = new Map<string, Change>();
  for (const { path, kind } of differences(olds, news)) {
    const key = String(path[0]);
    changes.set(key, { path: key, kind: path.length > 1 ? "update" : kind, replaces: false });
  }
  return { changes: [...changes.values()] };
}
