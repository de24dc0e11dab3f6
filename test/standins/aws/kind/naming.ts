import { createHash, randomBytes } from "node:crypto";

export interface Naming {
  readonly property: string;
  /** Longest name that AWS takes. */
  readonly atMost: number;
  /** Names have small letters only. */
  readonly lower?: boolean;
  /** What every name starts with; does not count for the length. */
  readonly prefix?: string;
}

const DIGITS = 7;

/** Logical name, a dash and seven hex digits; from the engine's seed, so that preview and update agree. */
export function automaticName(logicalName: string, naming: Naming, seed: Uint8Array): string {
  const { atMost, lower, prefix = "" } = naming;
  const base = lower ? logicalName.toLowerCase() : logicalName;
  if (base.length + 1 + DIGITS > atMost)
    throw new Error(
      `the automatic name of ${logicalName} would have ${base.length + 1 + DIGITS} characters of at most ${atMost}: set ${naming.property}`,
    );
  const source =
    seed.length > 0 ? createHash("sha256").update(seed).update(base).digest() : randomBytes(DIGITS);
  const name = `${base}-${source.toString("hex").slice(0, DIGITS)}`;
  return name.startsWith(prefix) ? name : prefix + name;
}
