import * as pulumi from "@pulumi/pulumi";
import { git, line, noRepository } from "./gitCommand";

export interface Commit {
  /** The whole name. */
  readonly id: string;
  /** The shortest beginning of it that is unambiguous today. */
  readonly short: string;
}

/** Candidates of an ambiguous commit that are named at most. */
const MAX_CANDIDATES = 5;

/**
 * The last commit that changed anything in a folder; undefined outside of git and before the first commit.
 *
 * In a shallow clone it may be the oldest commit there, which stands for all that came before: its tree is right.
 */
export function commitOf(folder: string): Commit | undefined {
  const found = git(folder, ["rev-list", "-1", "HEAD", "--", "."]);
  const id = line(found);
  return found.ok && id !== "" ? { id, short: shortened(folder, id) } : undefined;
}

/**
 * The commit that a name stands for in the repository of a folder: a branch, a tag, a whole or short commit,
 * or one that is told from another, such as "HEAD~1".
 *
 * Throws a RunError if the folder is in no repository or the name fits none or several.
 */
export function resolveCommit(folder: string, name: string): Commit {
  const inside = git(folder, ["rev-parse", "--is-inside-work-tree"]);
  if (!inside.ok) throw noRepository(folder, inside);
  const found = git(folder, ["rev-parse", "--verify", "--end-of-options", `${name}^{commit}`]);
  if (/ refname .* is ambiguous/.test(found.stderr)) {
    throw new pulumi.RunError(
      `"${name}" is the name of several things in the repository of ${folder}: write refs/heads/${name} for the ` +
        `branch, refs/tags/${name} for the tag, or more digits of the commit.`,
    );
  }
  if (!found.ok) throw unknown(folder, name);
  return { id: line(found), short: shortened(folder, line(found)) };
}

function unknown(folder: string, name: string): pulumi.RunError {
  const candidates = candidatesFor(folder, name);
  if (candidates.length > 1) {
    const named = candidates.slice(0, MAX_CANDIDATES).join(", ");
    const more = candidates.length > MAX_CANDIDATES ? ` and ${candidates.length - MAX_CANDIDATES} more` : "";
    return new pulumi.RunError(
      `"${name}" is the beginning of several commits in the repository of ${folder}: give more digits of ${named}${more}.`,
    );
  }
  if (line(git(folder, ["rev-parse", "--is-shallow-repository"])) === "true") {
    return new pulumi.RunError(
      `"${name}" names no commit in the repository of ${folder}, which holds only a part of its history: ` +
        'run "git fetch --unshallow" there and try again.',
    );
  }
  return new pulumi.RunError(
    `"${name}" names no commit in the repository of ${folder}: correct it, or run "git fetch" if it is newer than this clone.`,
  );
}

/** The commits that a short name fits, each with its date and subject. */
function candidatesFor(folder: string, name: string): string[] {
  if (!/^[0-9a-f]{4,}$/i.test(name)) return [];
  const objects = line(git(folder, ["rev-parse", `--disambiguate=${name}`]));
  const kinds = line(git(folder, ["cat-file", "--batch-check"], { input: `${objects}\n` }));
  const commits = [...kinds.matchAll(/^([0-9a-f]+) commit /gm)].map(([, id]) => id);
  if (commits.length === 0) return [];
  const format = "--format=%h (%cs, %<(40,trunc)%s)";
  return line(git(folder, ["log", "--no-walk", "--no-show-signature", format, ...commits]))
    .split("\n")
    .map((text) => text.replace(/\s+\)$/, ")"));
}

const shortened = (folder: string, id: string) => line(git(folder, ["rev-parse", "--short", id]));
