import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const SETTINGS = [
  "user.name=Test",
  "user.email=test@example.com",
  "core.autocrlf=false",
  "commit.gpgsign=false",
];
/** With as many commits, some of the 65,536 beginnings of four digits are there twice. */
const MANY = 2000;

/** Commits the build contexts of a project, which becomes a repository with that. */
export function commitAll(folder: string, subject: string): void {
  if (!existsSync(join(folder, ".git"))) git(folder, ["init", "--quiet", "--initial-branch=main"]);
  git(folder, ["add", "dockerfiles"]);
  git(folder, ["commit", "--quiet", "--message", subject]);
}

/** The beginning of several commits: of many empty ones on a branch of their own. */
export function ambiguousCommit(folder: string): string {
  const stream = Array.from({ length: MANY }, (_, index) => {
    const subject = `commit ${index}\n`;
    return `commit refs/heads/many\ncommitter Test <test@example.com> ${index} +0000\ndata ${subject.length}\n${subject}`;
  });
  git(folder, ["fast-import", "--quiet"], `${stream.join("\n")}\n`);
  const beginnings = git(folder, ["rev-list", "many"])
    .split("\n")
    .map((commit) => commit.slice(0, 4));
  const twice = beginnings.find((beginning, index) => beginnings.indexOf(beginning) !== index);
  if (twice === undefined) throw new Error(`No two of ${MANY} commits begin alike: make more of them.`);
  return twice;
}

/** Runs git, free of how this machine is set up. */
function git(folder: string, args: readonly string[], input = ""): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const settings = SETTINGS.flatMap((setting) => ["-c", setting]);
  return execFileSync("git", [...settings, ...args], { cwd: folder, env, input, encoding: "utf8" });
}
