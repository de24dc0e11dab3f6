import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { Situation } from "./harness";

/** Folder of the checkout. */
export const ROOT = join(__dirname, "..", "..");

/** The committed file of a stack, as Pulumi hands its configuration to the program. */
export function committed(stack: string): Situation {
  const file = parse(readFileSync(join(ROOT, `Pulumi.${stack}.yaml`), "utf8")) as {
    config: Record<string, unknown>;
  };
  const config = Object.entries(file.config).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return { stack, config: Object.fromEntries(config) as Record<string, string> };
}

/** A situation with some keys set anew; undefined takes a key away. */
export function changed(situation: Situation, changes: Record<string, unknown>): Situation {
  const config: Record<string, string> = { ...situation.config };
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) delete config[key];
    else config[key] = typeof value === "string" ? value : JSON.stringify(value);
  }
  return { ...situation, config };
}
