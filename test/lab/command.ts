import { appendFileSync, existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { LabFailure } from "./failure";

export interface CommandOptions {
  /** What the command does, as the subject of the sentence that reports its failure. */
  what: string;
  /** File that receives the command line and its output. */
  log: string;
  cwd?: string;
  env?: Record<string, string>;
  /** Bound of the run time. @default 60 */
  minutes?: number;
  /** Ends all that the program started along with it, and undoes its mounts; needs root. @default false */
  contained?: boolean;
}

/** Runs a program to its end and answers its output; a failure is one sentence with the log's path. */
export async function command(program: string, args: string[], options: CommandOptions): Promise<string> {
  mkdirSync(dirname(options.log), { recursive: true });
  appendFileSync(options.log, `\n$ ${[program, ...args].join(" ")}\n`);
  // An ES module without an entry for require.
  const { execa } = await import("execa");
  const [first = program, ...rest] = tied([program, ...args], options.contained ?? false);
  const result = await execa(first, rest, {
    cwd: options.cwd,
    env: options.env,
    stdin: "ignore",
    stdout: ["pipe", { file: options.log, append: true }],
    stderr: ["pipe", { file: options.log, append: true }],
    timeout: (options.minutes ?? 60) * 60_000,
    maxBuffer: 64 * 1024 * 1024,
    reject: false,
  });
  if (!result.failed) return result.stdout;
  const reason = reasonOf(
    result.timedOut
      ? `no end within ${options.minutes ?? 60} minutes`
      : result.stderr || result.stdout || result.shortMessage || "",
  );
  throw new LabFailure(`${options.what} failed: ${reason}; log: ${options.log}`);
}

const SETPRIV = "/usr/bin/setpriv";

/** The command such that the kernel kills it when this process dies: a killed lab leaves nothing that goes on building. */
function tied(commandLine: string[], contained: boolean): string[] {
  const namespaces = contained ? ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc"] : [];
  const tie = existsSync(SETPRIV) ? [SETPRIV, "--pdeathsig", "KILL", "--"] : [];
  return [...tie, ...namespaces, ...commandLine];
}

/** The line of a program's output that says best why it failed. */
export function reasonOf(output: string): string {
  const lines = output
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  if (lines.some((line) => line.includes("No space left on device"))) return "the disk is full";
  const reason =
    lines.findLast((line) => /\b(error|failed|cannot|unable|denied)\b|^E:/i.test(line)) ?? lines.at(-1);
  return (reason ?? "no output").slice(0, 200);
}
