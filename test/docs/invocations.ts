import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DocumentCommand } from "./documentCommands";

/** A program and the arguments that it is called with, as the shell hands them over. */
export interface Invocation {
  readonly command: DocumentCommand;
  readonly program: string;
  readonly args: readonly string[];
}

const PROGRAMS = ["aws", "npm", "pulumi", "kubectl"];

/** Every call of these programs that a document's commands make, nested ones too; none of them is really called. */
export function invocationsIn(commands: readonly DocumentCommand[]): Invocation[] {
  const folder = mkdtempSync(join(tmpdir(), "blog-invocations-"));
  try {
    const record = join(folder, "calls");
    // Nothing but the stubs is found: of all else the shell only complains.
    const script = [
      "PATH=/nowhere",

      stubs(record),
      ...commands.map(({ text }, index) => `(INDEX=${index}\n${prepared(text)}\n)`),
    ].join("\n");
    const { error } = spawnSync("bash", ["--noprofile", "--norc", "-c", script], {
      cwd: folder,
      input: "",
      timeout: 60_000,
    });
    if (error) throw error;
    return readFileSync(record, "utf8")
      .split("\u001e")
      .filter((call) => call !== "")
      .map((call) => {
        const [index, program = "", ...args] = call.split("\u001f");
        // Options of npm itself stand before the name of the script.
        return {
          command: commands[Number(index)],
          program,
          args: program === "npm" ? args.filter((arg) => arg !== "-s") : args,
        };
      });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const stubs = (record: string) =>
  PROGRAMS.map(
    (program) => `${program}() {
  printf '%s' "$INDEX" >> ${record}; printf '\\x1f%s' ${program} "$@" >> ${record}; printf '\\x1e' >> ${record}
  # Two answers are looked into: a list with nothing in it, which ends a loop, and a batch of changes.
  case "$*" in
    *list-object-versions*) echo '[]' ;;
    *list-resource-record-sets*) echo '{"Changes": [{"Action": "DELETE", "ResourceRecordSet": {"Name": "x", "Type": "A"}}]}' ;;
    *) echo ${ANYTHING} ;;
  esac
}`,
  ).join("\n");

/** Stands for whatever is not known here: long enough for an ARN. */
const ANYTHING = "x".repeat(20);

/** Gives every variable a value, and every name that the reader is to fill in. */
function prepared(text: string): string {
  const variables = new Set([...text.matchAll(/\$\{?([A-Z_]+)/g)].map(([, name]) => name));
  const assignments = [...variables].map((name) => `${name}=${ANYTHING};`).join(" ");
  return `${assignments}\n${text.replace(/<[a-z' ]+>/g, ANYTHING).replaceAll("…", ANYTHING)}`;
}
