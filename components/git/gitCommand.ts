import * as pulumi from "@pulumi/pulumi";
import { spawnSync } from "node:child_process";
import { lstatSync } from "node:fs";

/** What git said. */
export interface GitAnswer {
  readonly ok: boolean;
  readonly stdout: Buffer;
  /** In English, whatever the machine's language. */
  readonly stderr: string;
}

/** Variables by which a hook, say, leads git to another repository than that of the folder. */
const ELSEWHERE = [
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_COMMON_DIR",
  "GIT_PREFIX",
  "GIT_NAMESPACE",
];

/** Runs git in a folder and waits for its end. Throws a RunError if there is no such folder or no git. */
export function git(
  folder: string,
  args: readonly string[],
  { input, indexFile }: { input?: string; indexFile?: string } = {},
): GitAnswer {
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new pulumi.RunError(
      `Build context ${folder} is not a folder: correct "context" in the stack's configuration.`,
    );
  }
  const result = spawnSync("git", args, {
    cwd: folder,
    input: input ?? "",
    env: environment(indexFile),
    maxBuffer: Number.MAX_SAFE_INTEGER,
  });
  if (result.error) {
    throw new pulumi.RunError(
      `git cannot be run (${(result.error as NodeJS.ErrnoException).code}): install it, or give a tag instead of a commit.`,
    );
  }
  return { ok: result.status === 0, stdout: result.stdout, stderr: result.stderr.toString().trim() };
}

function environment(indexFile: string | undefined): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    LC_ALL: "C",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
  };
  for (const name of ELSEWHERE) delete env[name];
  return indexFile === undefined ? env : { ...env, GIT_INDEX_FILE: indexFile };
}

/** One line of output, without its end. */
export const line = ({ stdout }: GitAnswer) => stdout.toString().replace(/\n$/, "");

/** Why git has nothing to say of a folder, and what to do. */
export function noRepository(folder: string, { stderr }: GitAnswer): pulumi.RunError {
  if (stderr.includes("dubious ownership")) {
    return new pulumi.RunError(
      `The git repository of ${folder} belongs to another user: allow it with "git config --global --add safe.directory <its folder>".`,
    );
  }
  if (stderr.includes("not a git repository")) {
    return new pulumi.RunError(`${folder} is in no git repository: give a tag instead of a commit.`);
  }
  const [first] = stderr.replace(/^(?:fatal|error): /, "").split("\n");
  return new pulumi.RunError(
    `git cannot read the repository of ${folder} (${first}): see what "git status" says there.`,
  );
}
