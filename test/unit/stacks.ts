import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ACCOUNT, REGION } from "./awsStubs";
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

/** Only the operator knows these of the stack of production. */
export const OPERATOR = {
  "aws:region": REGION,
  "blog:aws": { admins: [`arn:aws:iam::${ACCOUNT}:role/deployer`], apiAccess: ["203.0.113.7/32"] },
};

/** The stack of production as an operator runs it, with more keys of some groups. */
export function production(changes: Record<string, Record<string, unknown>> = {}): Situation {
  const file = committed("prod");
  const groups = { ...changes, "blog:aws": { ...OPERATOR["blog:aws"], ...changes["blog:aws"] } };
  const merged = Object.entries(groups).map(([key, value]) => [
    key,
    { ...(JSON.parse(file.config[key] ?? "{}") as object), ...value },
  ]);
  return changed(file, { "aws:region": REGION, ...(Object.fromEntries(merged) as object) });
}

/** All that an operator may add to the stack of production. */
export const DOMAIN_AND_GITHUB = {
  "blog:aws": {
    github: "octocat/blog",
    state: {
      bucket: "blog-state",
      key: `arn:aws:kms:${REGION}:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`,
    },
  },
  "blog:proxy": { domain: "blog.example.com" },
};
