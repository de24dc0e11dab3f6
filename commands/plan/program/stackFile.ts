import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { Failure } from "../../failure";
import { SECRET } from "../plan";

/** A stack's configuration as Pulumi hands it to the program. */
export interface StackFile {
  readonly project: string;
  /** Values by "namespace:key"; groups of keys as JSON. */
  readonly config: Readonly<Record<string, string>>;
}

const FILE = /^Pulumi\.(.+)\.yaml$/;

/** Whether a folder has the file of a stack. */
export const hasStack = (folder: string, stack: string) => existsSync(join(folder, `Pulumi.${stack}.yaml`));

/** Reads a stack's file; what is encrypted in it stays so. Throws a Failure if there is no such stack. */
export function readStack(folder: string, stack: string): StackFile {
  if (!hasStack(folder, stack)) throw unknown(folder, stack);
  const { name: project = "" } = parsed<{ name?: string }>(folder, "Pulumi.yaml");
  const file = parsed<{ config?: Record<string, unknown> }>(folder, `Pulumi.${stack}.yaml`);
  const config = Object.entries(file.config ?? {}).map(([key, value]) => [
    key.includes(":") ? key : `${project}:${key}`,
    asText(withoutCipher(value)),
  ]);
  return { project, config: Object.fromEntries(config) as Record<string, string> };
}

function parsed<T>(folder: string, name: string): T {
  try {
    return (parse(readFileSync(join(folder, name), "utf8")) ?? {}) as T;
  } catch (error) {
    const [reason] = (error as Error).message.split("\n");
    throw new Failure(`${name} cannot be read (${reason?.replace(/:$/, "")}): correct it.`);
  }
}

function unknown(folder: string, stack: string): Failure {
  const stacks = readdirSync(folder).flatMap((name) => FILE.exec(name)?.[1] ?? []);
  return new Failure(
    `There is no Pulumi.${stack}.yaml: name another stack with --stack (${stacks.sort().join(", ")}), or write that file.`,
  );
}

/** Pulumi hands texts over as they are, and everything else as JSON. */
const asText = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

/** Only the stack's key reads what is encrypted; the plan has no key. */
function withoutCipher(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutCipher);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && entries[0][0] === "secure") return SECRET;
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutCipher(item)]));
}
