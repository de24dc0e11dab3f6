import { constants } from "node:os";

const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"] as const;

/** Runs a command with the lab's environment, passes signals through, and answers its exit code as a shell would. */
export async function runCommand(
  commandLine: string[],
  environment: Record<string, string>,
): Promise<number> {
  const [program = "", ...args] = commandLine;
  const { execa } = await import("execa");
  const child = execa(program, args, {
    stdio: "inherit",
    env: environment,
    reject: false,
    forceKillAfterDelay: false,
  });
  const forward = (signal: NodeJS.Signals) => {
    // A terminal already sends Ctrl-C to the child too; twice would make it give up its clean-up.
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  const result = await child;
  for (const signal of FORWARDED) process.off(signal, forward);
  if (result.code === "ENOENT") {
    process.stderr.write(`lab: ${program} is not in PATH: check the command after --\n`);
    return 127;
  }
  return result.exitCode ?? 128 + (result.signal ? constants.signals[result.signal] : 0);
}
