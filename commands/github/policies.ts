import { z } from "zod";
import { cell, table } from "./markdown";

const event = z.object({
  policyEvent: z.object({
    resourceUrn: z.string().default(""),
    message: z.string(),
    policyName: z.string(),
    /** "mandatory" ends the preview; anything else only tells. */
    enforcementLevel: z.string(),
  }),
});

/** A rule of a policy pack that a resource breaks. */
export interface Violation {
  readonly rule: string;
  readonly mandatory: boolean;
  /** A sentence about the resource. */
  readonly message: string;
}

/** Violations in a log of the engine's events, a line each; what "pulumi preview --json" prints does not have them. */
export function violationsIn(log: string): Violation[] {
  const violations = log.split("\n").flatMap((line) => {
    const parsed = line.includes('"policyEvent"') ? event.safeParse(JSON.parse(line)) : undefined;
    if (!parsed?.success) return [];
    const { policyName: rule, enforcementLevel, message } = parsed.data.policyEvent;
    // The rule's own description comes before what is said of the resource.
    const text =
      message
        .replace(/<\{%.*?%\}>/g, "")
        .trim()
        .split("\n")
        .at(-1) ?? "";
    return [{ rule, mandatory: enforcementLevel === "mandatory", message: text }];
  });
  return [...new Map(violations.map((one) => [JSON.stringify(one), one])).values()];
}

/** A row for each, those first that end the preview. */
export function violationTable(violations: readonly Violation[]): string {
  if (violations.length === 0) return "";
  const rows = violations
    .toSorted((one, other) => Number(other.mandatory) - Number(one.mandatory))
    .map(({ rule, mandatory, message }) => [rule, mandatory ? "**mandatory**" : "advisory", cell(message)]);
  return table(["policy", "", ""], rows);
}
