/** A policy document with one statement, as text. */
export function policy(statement: Record<string, unknown>): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
}

/** A role's trust policy for a service of AWS. */
export function trust(service: string, ...actions: string[]): string {
  return policy({
    Principal: { Service: service },
    Action: actions.length > 0 ? actions : ["sts:AssumeRole", "sts:TagSession"],
  });
}
