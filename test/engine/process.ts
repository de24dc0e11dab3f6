import { spawn } from "node:child_process";

/** How a command ended. */
export interface Ended {
  /** Exit code; undefined when a signal ended it. */
  readonly code: number | undefined;
  readonly stdout: string;
  /** Everything that it printed, errors included, in the order in which it came. */
  readonly output: string;
}

/** A command that runs. */
export interface Command {
  readonly end: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
}

export function start(
  program: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Command {
  const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
  const end = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? undefined, stdout, output }));
  });
  return { end, kill: (signal) => void child.kill(signal) };
}
