import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Plan } from "../plan";
import { planOf } from "../program/planOf";
import { hasStack } from "../program/stackFile";
import { Change, changesBetween } from "./changes";
import { checkout } from "./checkout";

/** What is different between the working tree and a commit. */
export interface Comparison {
  /** The commit, as it was asked for. */
  readonly against: string;
  /** Undefined where the commit has no such stack. */
  readonly before: Plan | undefined;
  readonly now: Plan;
  readonly changes: readonly Change[];
  /** What else has to be known, one sentence each. */
  readonly notes: readonly string[];
}

/** Plans a stack in a commit and in the working tree. Throws a Failure as `checkout` and `planOf` do. */
export async function compareWith(root: string, against: string, stack: string): Promise<Comparison> {
  const { folder, remove } = checkout(root, against);
  try {
    const isThere = hasStack(folder, stack);
    // One after the other where both fail: what is wrong with the working tree is the more useful to know.
    const [now, before] = await Promise.all([
      planOf(root, stack, "the working tree"),
      isThere ? planOf(folder, stack, against) : undefined,
    ]);
    const notes = [
      ...(isThere ? [] : [`${against} has no Pulumi.${stack}.yaml: everything is new.`]),
      ...(sameFile("package-lock.json", folder, root)
        ? []
        : [
            `${against} has another package-lock.json: it was planned with the packages that are installed here.`,
          ]),
    ];
    return { against, before, now, changes: changesBetween(before, now), notes };
  } finally {
    remove();
  }
}

function sameFile(name: string, ...folders: readonly string[]): boolean {
  const [one, other] = folders
    .map((folder) => join(folder, name))
    .map((file) => (existsSync(file) ? readFileSync(file, "utf8") : ""));
  return one === other;
}
