import * as pulumi from "@pulumi/pulumi";
import { ContextFile } from "../contentTag";
import { Commit } from "./commit";
import { git, line, noRepository } from "./gitCommand";

/** A file, a link or a submodule in the tree of a commit. */
export interface TreeEntry {
  /** Path below the folder, with forward slashes. */
  readonly path: string;
  readonly kind: ContextFile["kind"] | "submodule";
  /** Name of the object that holds its bytes; of a submodule, the commit. */
  readonly id: string;
}

/**
 * What a folder of a repository holds at a commit, whatever lies there now.
 *
 * Throws a RunError if the commit does not have the folder, or a name in it is not UTF-8.
 */
export function listTree(folder: string, commit: Commit): TreeEntry[] {
  const tree = `${commit.id}:${prefixOf(folder).replace(/\/$/, "")}`;
  // Without --full-tree, git would look for the folder it is in below the tree.
  const listed = git(folder, ["ls-tree", "-r", "-z", "--full-tree", tree]);
  if (!listed.ok) {
    throw new pulumi.RunError(`Commit ${commit.short} has no folder ${folder}: choose one that has it.`);
  }
  return decoded(listed.stdout, folder, commit)
    .split("\0")
    .filter((entry) => entry !== "")
    .map(parseEntry);
}

/** Whether a folder is the uppermost one of its repository. */
export const isRoot = (folder: string) => prefixOf(folder) === "";

/** Path of a folder below its repository, with a slash at its end. */
function prefixOf(folder: string): string {
  const prefix = git(folder, ["rev-parse", "--show-prefix"]);
  if (!prefix.ok) throw noRepository(folder, prefix);
  return line(prefix);
}

/** The bytes of objects, by their names. Throws a RunError if the clone does not have one of them. */
export function readObjects(folder: string, ids: readonly string[]): Map<string, Buffer> {
  const wanted = [...new Set(ids)];
  const input = wanted.map((id) => `${id}\n`).join("");
  const { stdout } = git(folder, ["cat-file", "--batch"], { input });
  const objects = new Map<string, Buffer>();
  let at = 0;
  for (const id of wanted) {
    const end = stdout.indexOf("\n", at);
    const [, size] = /^[0-9a-f]+ blob ([0-9]+)$/.exec(stdout.toString("latin1", at, end)) ?? [];
    if (size === undefined) {
      throw new pulumi.RunError(
        `The git repository of ${folder} lacks the object ${id}: run "git fetch" there, or clone it anew if it is damaged.`,
      );
    }
    objects.set(id, stdout.subarray(end + 1, end + 1 + Number(size)));
    at = end + 1 + Number(size) + 1;
  }
  return objects;
}

function decoded(bytes: Buffer, folder: string, commit: Commit): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new pulumi.RunError(
      `${folder} has a file at commit ${commit.short} whose name is not UTF-8: rename it, or give a tag instead of a commit.`,
    );
  }
}

/** "100644 blob ID\tPATH" */
function parseEntry(entry: string): TreeEntry {
  const tab = entry.indexOf("\t");
  const [mode, , id] = entry.slice(0, tab).split(" ");
  return { path: entry.slice(tab + 1), kind: kindOf(mode), id };
}

function kindOf(mode: string): TreeEntry["kind"] {
  if (mode === "120000") return "symlink";
  if (mode === "160000") return "submodule";
  return mode === "100755" ? "executable" : "file";
}
