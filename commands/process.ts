import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Failure } from "./failure";

const execute = promisify(execFile);

/** What a program printed before it failed, and its exit code; undefined if it could not be started. */
export class ProcessFailure extends Error {
  constructor(
    readonly command: string,
    readonly code: number | undefined,
    readonly stderr: string,
  ) {
    super(`${command} failed: ${stderr || `exit code ${code}`}`);
  }
}

/** Runs a program and returns what it printed, without the last line end. Throws ProcessFailure. */
export async function output(command: string, args: readonly string[], env = process.env): Promise<string> {
  try {
    const { stdout } = await execute(command, [...args], { env, maxBuffer: 64 * 1024 * 1024 });
    return stdout.trimEnd();
  } catch (error) {
    const { code, stderr } = error as { code?: number | string; stderr?: string };
    throw new ProcessFailure(command, typeof code === "number" ? code : undefined, (stderr ?? "").trim());
  }
}

/** Asks until an answer comes that is not undefined. Throws the Failure of `tooLate` after `seconds`. */
export async function until<T>(
  seconds: number,
  ask: () => Promise<T | undefined>,
  tooLate: () => Promise<Failure> | Failure,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw await tooLate();
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
