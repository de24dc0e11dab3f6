import { createHash, randomBytes } from "node:crypto";

/** `PREFIX-` and eight hex digits; from the engine's seed, so that preview and update agree. */
export function uniqueName(prefix: string, seed: Uint8Array): string {
  const source = seed.length > 0 ? createHash("sha256").update(seed).update(prefix).digest() : randomBytes(4);
  return `${prefix}-${source.toString("hex").slice(0, 8)}`;
}
