import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { Resource, stackOf, titleOf } from "./resource";

/** Something that is allowed although a rule forbids it. */
export interface Exemption {
  readonly rule: string;
  /** Names of stacks; "*" is all of them. */
  readonly stacks: readonly string[];
  /** Kind and name of each resource, for example "Service proxy-edge". */
  readonly resources: readonly string[];
  /** Why: in the words of whoever answers for it. */
  readonly reason: string;
}

const names = z.array(z.string()).min(1);
const entries = z
  .array(
    z.strictObject({
      rule: z.string(),
      stacks: names,
      resources: names,
      // Shorter ones say nothing.
      reason: z.string().min(20, { error: "must be a reason of at least 20 characters" }),
    }),
  )
  .nullable();

/** Reads a file of exemptions. Throws an Error of one sentence if an entry lacks something or names no rule. */
export function exemptionsIn(file: string, rules: readonly string[]): Exemption[] {
  const { data, error } = entries.safeParse(contentOf(file));
  if (error) {
    const [{ path, message }] = error.issues;
    throw new Error(
      `${placeOf(path)} of ${file} cannot be taken ("${message}"): give each entry rule, stacks, resources and reason.`,
    );
  }
  const unknown = data?.find(({ rule }) => !rules.includes(rule));
  if (unknown) {
    throw new Error(
      `An entry of ${file} is for the rule "${unknown.rule}", which is not there: name one of ${rules.join(", ")}.`,
    );
  }
  return data ?? [];
}

function contentOf(file: string): unknown {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (error) {
    const [reason] = (error as Error).message.split("\n");
    throw new Error(`The file ${file} cannot be read ("${reason}"): correct it.`, { cause: error });
  }
}

/** Where in the file something is wrong: "Entry 2, reason,". */
function placeOf([entry, ...keys]: readonly PropertyKey[]): string {
  if (entry === undefined) return "The list";
  return [`Entry ${Number(entry) + 1}`, ...keys.map(String)].join(", ");
}

/** The exemption of a resource from a rule, if there is one. */
export function exemptionOf(
  rule: string,
  resource: Pick<Resource, "type" | "name" | "urn">,
  exemptions: readonly Exemption[],
): Exemption | undefined {
  const stack = stackOf(resource.urn);
  return exemptions.find(
    (exemption) =>
      exemption.rule === rule &&
      exemption.stacks.some((name) => name === "*" || name === stack) &&
      exemption.resources.includes(titleOf(resource)),
  );
}
