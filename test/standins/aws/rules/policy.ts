import type { Rule } from "../schema/property";

const STATEMENT_KEYS = [
  ...["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction"],
  ...["Resource", "NotResource", "Condition"],
];

/** Text of a JSON object. */
export const jsonObject: Rule = (value: string) =>
  isObject(parsed(value)) ? undefined : "must be the text of a JSON object";

/** A policy of any kind: AWS would refuse what this refuses, but only when the policy is attached. */
export const policy: Rule = (value: string) => {
  const document = parsed(value);
  if (!isObject(document)) return "must be the text of a JSON object";
  const unknown = Object.keys(document).find((key) => !["Version", "Id", "Statement"].includes(key));
  if (unknown) return `must have no "${unknown}": a policy has Version, Id and Statement`;
  if (!["2012-10-17", "2008-10-17", undefined].includes(document.Version as string))
    return "must have the Version 2012-10-17 or 2008-10-17";
  const statements = [document.Statement ?? []].flat();
  if (statements.length === 0) return "must have a Statement";
  return statements.map(statementProblem).find((problem) => problem !== undefined);
};

/** A policy that is attached to an identity: it names no principal. */
export const identityPolicy: Rule = (value: string) =>
  policy(value) ?? (hasKey(value, "Principal") ? "must name no Principal" : undefined);

/** A policy that is attached to a resource, or says who may take a role: it names principals. */
export const resourcePolicy: Rule = (value: string) =>
  policy(value) ?? (everyNamesPrincipal(value) ? undefined : "must name a Principal in each statement");

function statementProblem(statement: unknown): string | undefined {
  if (!isObject(statement)) return "must have objects as statements";
  const unknown = Object.keys(statement).find((key) => !STATEMENT_KEYS.includes(key));
  if (unknown) return `must have no "${unknown}" in a statement`;
  if (statement.Effect !== "Allow" && statement.Effect !== "Deny")
    return "must have the Effect Allow or Deny in each statement";
  if ("Action" in statement === "NotAction" in statement)
    return "must have either Action or NotAction in each statement";
  const actions = [statement.Action ?? statement.NotAction].flat();
  const wrong = actions.find((action) => !/^(\*|[a-z0-9-]+:[\w*?]+)$/i.test(String(action)));
  return wrong === undefined
    ? undefined
    : `must have actions like s3:GetObject, not ${JSON.stringify(wrong)}`;
}

function statementsOf(value: string): Record<string, unknown>[] {
  const document = parsed(value) as { Statement?: Record<string, unknown> | Record<string, unknown>[] };
  return [document.Statement ?? []].flat();
}

const hasKey = (value: string, key: string) => statementsOf(value).some((statement) => key in statement);
const everyNamesPrincipal = (value: string) =>
  statementsOf(value).every((statement) => "Principal" in statement || "NotPrincipal" in statement);

/** Two JSON texts that say the same; a list of one says what its element says, and the order of lists says nothing. */
export function samePolicy(one: string, other: string): boolean {
  return sameJsonBy(canonicalPolicy, one, other);
}

/** Two JSON texts that hold the same. */
export function sameJson(one: string, other: string): boolean {
  return sameJsonBy(canonical, one, other);
}

function sameJsonBy(form: (value: unknown) => unknown, one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [parsed(one), parsed(other)];
  return a !== undefined && b !== undefined && JSON.stringify(form(a)) === JSON.stringify(form(b));
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, canonical(value[key])]));
}

function canonicalPolicy(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(canonicalPolicy);
    return items.length === 1
      ? items[0]
      : items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (!isObject(value))
    return typeof value === "boolean" || typeof value === "number" ? String(value) : value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, canonicalPolicy(value[key])]));
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
