import { spawn } from "node:child_process";
import { DocumentCommand } from "./documentCommands";

/** How a command of a document ended. */
export interface Result {
  readonly command: DocumentCommand;
  /** Exit code; undefined if the shell did not get that far. */
  readonly code: number | undefined;
  readonly output: string;
}

export interface Surroundings {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Names of the documents, and what stands for them here. */
  readonly replace?: Readonly<Record<string, string>>;
}

/** What a person would type at a terminal, yes, and scripts by their programs. */
const ANSWERS = `
set -o pipefail
pulumi() {
  case "$1 $*" in
    "up "* | "destroy "* | "cancel "* | "stack rm "*) command pulumi "$@" --yes --non-interactive --color=never ;;
    "refresh "*--preview-only*) command pulumi "$@" --non-interactive --color=never ;;
    "refresh "*) command pulumi "$@" --yes --non-interactive --color=never ;;
    *) command pulumi "$@" --non-interactive --color=never ;;
  esac
}
npm() {
  # Without the installation that each script begins with: the packages of a copy of the project are only linked.
  [ "$1" = run ] && [ -f "commands/$2.ts" ] || return 1
  local program="commands/$2.ts"
  shift 2
  if [ "$1" = -- ]; then shift; fi
  case "$program $*" in
    *--preview*) tsx "$program" "$@" ;;
    *rollback*) tsx "$program" "$@" --yes ;;
    *) tsx "$program" "$@" ;;
  esac
}
`;

/** Runs commands one after the other in one shell, each whatever became of the one before. */
export async function run(
  commands: readonly DocumentCommand[],
  { folder, env, replace = {} }: Surroundings,
): Promise<Result[]> {
  const mark = (index: number) => `\u001e${index}\u001f`;
  const lines = commands.map(
    ({ text }, index) => `${text}\nprintf '%s%s%s\\n' '${mark(index)}' "$?" '\u001f'`,
  );
  let script = lines.join("\n");
  for (const [name, here] of Object.entries(replace)) script = script.replaceAll(name, here);
  const output = await printed(`${ANSWERS}${script}\n`, folder, env);
  let begin = 0;
  return commands.map((command, index) => {
    const end = output.indexOf(mark(index), begin);
    if (end < 0) return { command, code: undefined, output: output.slice(begin) };
    const after = output.indexOf("\u001f", end + mark(index).length);
    const code = Number(output.slice(end + mark(index).length, after));
    const own = output.slice(begin, end).trim();
    begin = after + 1;
    return { command, code, output: own };
  });
}

function printed(script: string, cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn("bash", ["--noprofile", "--norc", "-c", `exec 2>&1\n${script}`], {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => resolve(output));
  });
}
