import { execFile } from "node:child_process";
import { Failure } from "../failure";
import { ROOT } from "../local/settings";

/** How a program ended, whatever that is. */
export interface Ended {
  /** 1 where a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program in the project's folder to its end. Throws a Failure if it cannot be started. */
export function ended(command: string, args: readonly string[]): Promise<Ended> {
  // The second one lets the CLI write down its events, as the Automation API asks it to.
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true", PULUMI_DEBUG_COMMANDS: "true" };
  return new Promise((resolve, reject) => {
    execFile(command, args, { cwd: ROOT, env, maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
      const code = error ? (error.code ?? 1) : 0;
      if (typeof code === "number") resolve({ code, stdout, stderr });
      else reject(new Failure(`${command} cannot be run (${code}): install it and put it in PATH.`));
    });
  });
}
