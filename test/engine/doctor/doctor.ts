import { chmodSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { environmentIn } from "../environment";
import { Ended, start } from "../process";
import { CHECKOUT } from "../project";
import { Workspace } from "../workspace";

/** What the command "doctor" said. */
export interface Said extends Ended {
  /** Sentences by "kind check". */
  readonly lines: ReadonlyMap<string, readonly string[]>;
}

/** A Docker that is as it should be; it answers only what is asked of it in a look. */
const DOCKER = `#!/bin/sh
case "$1" in
  version) echo 29.0.0 ;;
  info) echo '{"OSType":"linux","Architecture":"x86_64","OperatingSystem":"Debian","MemTotal":8589934592,"DockerRootDir":"/nowhere"}' ;;
  ps) ;;
  *) echo "nobody may ask for docker $*" >&2; exit 1 ;;
esac
`;

/** Puts the commands of the project and a Docker into a workspace. */
export function withCommands(workspace: Workspace): Workspace {
  for (const part of ["commands", "package-lock.json"])
    cpSync(join(CHECKOUT, part), workspace.path(part), { recursive: true });
  mkdirSync(workspace.path("bin"));
  writeFileSync(workspace.path("bin/docker"), DOCKER);
  chmodSync(workspace.path("bin/docker"), 0o755);
  return workspace;
}

/** Runs the command as "npm run doctor" does. */
export async function doctor(workspace: Workspace, ...args: string[]): Promise<Said> {
  const { folder, stack, variables } = workspace;
  const PATH = [workspace.path("bin"), process.env.PATH].join(delimiter);
  const env = { ...process.env, ...environmentIn(folder, stack), ...variables, PATH };
  const ended = await start("node", ["commands/doctor/start.mjs", ...args], { cwd: folder, env }).end;
  const lines = new Map<string, string[]>();
  for (const line of ended.stdout.split("\n")) {
    const [, kind, check, sentence] = /^(ok|problem|not asked) +(Helm release|\S+) +(.+)$/.exec(line) ?? [];
    if (kind === undefined) continue;
    const key = `${kind} ${check}`;
    lines.set(key, [...(lines.get(key) ?? []), sentence]);
  }
  return { ...ended, lines };
}

/** The sentences of one kind, with their checks. */
export const problemsOf = ({ lines }: Said) =>
  [...lines].flatMap(([key, sentences]) => (key.startsWith("problem ") ? sentences : []));
