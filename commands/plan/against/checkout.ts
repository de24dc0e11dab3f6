import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { git } from "../../../components/git/gitCommand";
import { Failure } from "../../failure";

/** The files of a commit in a folder of their own. */
export interface Checkout {
  readonly folder: string;
  /** Removes the folder. */
  readonly remove: () => void;
}

/**
 * Lays the files of a commit into a temporary folder that has the packages of this checkout. The repository itself is
 * only read. Throws a Failure if there is no such commit.
 */
export function checkout(root: string, reference: string): Checkout {
  const commit = commitOf(root, reference);
  const place = mkdtempSync(join(tmpdir(), "blog-plan-"));
  const remove = () => rmSync(place, { recursive: true, force: true });
  try {
    const folder = join(place, "checkout");
    mkdirSync(folder);
    const indexFile = join(place, "index");
    must(git(root, ["read-tree", commit], { indexFile }), reference);
    must(git(root, ["checkout-index", "--all", `--prefix=${folder}/`], { indexFile }), reference);
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    return { folder, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function commitOf(root: string, reference: string): string {
  const found = git(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${reference}^{commit}`]);
  if (found.ok) return found.stdout.toString().trim();
  const what = /dubious ownership|not a git repository/.exec(found.stderr)
    ? `git cannot read this folder (${found.stderr.split("\n")[0]})`
    : `There is no commit ${reference} in this repository`;
  throw new Failure(
    `${what}: correct --against, or get it with "git fetch", in a shallow clone with "--unshallow".`,
  );
}

function must({ ok, stderr }: { ok: boolean; stderr: string }, reference: string): void {
  if (ok) return;
  throw new Failure(`git cannot lay out ${reference} (${stderr.split("\n")[0]}): see what "git fsck" says.`);
}
