import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

/** What is wrong with the keys of a project or provider, one sentence each; an empty list if nothing is. */
export function problemsOf(keys: z.ZodType, settings: pulumi.Config): string[] {
  const { error } = keys.safeParse(given(settings));
  return error?.issues.flatMap(sentences(settings)) ?? [];
}

/** The keys of a project or provider as plain values: objects from their JSON text, everything else as it is. */
export function given(settings: pulumi.Config): Record<string, unknown> {
  const prefix = `${settings.name}:`;
  const keys = Object.keys(pulumi.runtime.allConfig()).filter((key) => key.startsWith(prefix));
  return Object.fromEntries(
    keys.map((key) => [key.slice(prefix.length), value(settings, key.slice(prefix.length))]),
  );
}

function value(settings: pulumi.Config, key: string): unknown {
  const raw = settings.require(key);
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}

/** One sentence per problem: the key, what is wrong with its value, what to do. */
const sentences =
  (settings: pulumi.Config) =>
  (issue: z.core.$ZodIssue): string[] => {
    const key = keyOf(settings.name, issue.path);
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((name) => {
        const unknown = keyOf(settings.name, [...issue.path, name]);
        return `${unknown} is not a known key: correct its spelling or remove it from the stack's configuration.`;
      });
    }
    const found = issue.path.reduce<unknown>(
      (at, step) => (at as Record<PropertyKey, unknown> | undefined)?.[step],
      given(settings),
    );
    const [problem, fix = usualFix(issue, key)] =
      issue.code === "custom" ? issue.message.split(/: (.*)/s) : [issue.message];
    if (found === undefined) return [`${key} is missing, and ${problem}: ${fix}.`];
    // A rule about several keys names their values itself.
    if (issue.code === "custom" && isGroup(found)) return [`${key} ${problem}: ${fix}.`];
    return [`${key} ${problem}, got ${JSON.stringify(found)}: ${fix}.`];
  };

/** What to do where a message does not say it. */
function usualFix(issue: z.core.$ZodIssue, key: string): string {
  if (isAboutGroup(issue)) return "write its keys below it in the stack's file";
  const path = issue.message.startsWith("must be a list") ? `${key}[0]` : key;
  return `set it with "pulumi config set --path '${path}' <value>"`;
}

const isGroup = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);

const isAboutGroup = (issue: z.core.$ZodIssue) =>
  issue.code === "invalid_type" && (issue.expected === "object" || issue.expected === "record");

/** A key as operators write it: "blog:backend", "blog:backend.minReplicas" or "blog:aws.admins[0]". */
function keyOf(project: string, path: readonly PropertyKey[]): string {
  const steps = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`));
  return `${project}:${steps.join("").replace(/^\./, "")}`;
}
