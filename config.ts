import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { aws, provider } from "./config/aws";
import { cluster } from "./config/cluster";
import { domainName, group, integer } from "./config/fields";
import { databaseKeys, proxyKeys, workloads } from "./config/workloads";

const onCluster = z.strictObject({
  platform: z.literal("cluster"),
  cluster,
  ...workloads,
  database: group(databaseKeys).prefault({}),
  proxy: group(proxyKeys).prefault({}),
});

const onAws = z.strictObject({
  platform: z.literal("aws"),
  aws,
  ...workloads,
  database: group({
    ...databaseKeys,
    backup: group({
      /** Days that a backup is kept. */
      keepDays: integer(1, 3650).default(7),
    }).prefault({}),
  }).prefault({}),
  proxy: group({
    ...proxyKeys,
    /** Name that readers use; absent means plain HTTP under the load balancer's own name. */
    domain: domainName.optional(),
  }).prefault({}),
});

const schema = z.discriminatedUnion("platform", [onCluster, onAws], { error: 'must be "aws" or "cluster"' });

/** Everything an operator can set, checked and with its defaults filled in. */
export type Config =
  z.infer<typeof onCluster> | (z.infer<typeof onAws> & { readonly provider: z.infer<typeof provider> });

/**
 * Reads the stack's configuration: the only place that does.
 *
 * Throws a RunError that lists every wrong, missing or unknown key, one sentence each.
 */
export function readConfig(): Config {
  const config = checked(schema, new pulumi.Config());
  return config.platform === "aws"
    ? { ...config, provider: checked(provider, new pulumi.Config("aws")) }
    : config;
}

function checked<Schema extends z.ZodType>(keys: Schema, settings: pulumi.Config): z.infer<Schema> {
  const parsed = keys.safeParse(given(settings));
  if (!parsed.success) throw new pulumi.RunError(parsed.error.issues.flatMap(sentences(settings)).join("\n"));
  return parsed.data;
}

/** The keys of a project or provider as plain values: objects from their JSON text, everything else as it is. */
function given(settings: pulumi.Config): Record<string, unknown> {
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
    const fix = isAboutGroup(issue)
      ? "write its keys below it in the stack's file"
      : `set it with "pulumi config set --path '${/^must be a list/.test(issue.message) ? `${key}[0]` : key}' <value>"`;
    if (found === undefined) return [`${key} is missing, and ${issue.message}: ${fix}.`];
    if (issue.path.length === 1 && issue.code === "custom") return [`${key} ${issue.message}.`];
    return [`${key} ${issue.message}, got ${JSON.stringify(found)}: ${fix}.`];
  };

const isAboutGroup = (issue: z.core.$ZodIssue) =>
  issue.code === "invalid_type" && (issue.expected === "object" || issue.expected === "record");

/** A key as operators write it: "blog:backend" or "blog:backend.minReplicas". */
function keyOf(project: string, path: readonly PropertyKey[]): string {
  return `${project}:${path.map(String).join(".")}`;
}
