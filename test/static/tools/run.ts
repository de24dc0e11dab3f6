/** Programs that the lab installs. */
export const KUBE_SCORE = "kube-score";
/** The interpreter that has checkov and the schemas of Kubernetes. */
export const PYTHON = "checkers-python";

/**
 * Runs a tool to its end and answers what it printed; throws what it said instead if it ended in another way.
 * It sees nothing of the machine: neither a configuration in the user's home, nor the address of a service to report to.
 *
 * @param codes exit codes of a run that came to its end
 */
export async function runTool(
  program: string,
  args: readonly string[],
  { folder, codes = [0] }: { folder: string; codes?: readonly number[] },
): Promise<string> {
  // An ES module without an entry for require.
  const { execa } = await import("execa");
  const { stdout, stderr, exitCode, code } = await execa(program, args, {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, TMPDIR: folder, CKV_SKIP_PACKAGE_UPDATE_CHECK: "true" },
    extendEnv: false,
    stdin: "ignore",
    reject: false,
  });
  if (code === "ENOENT") {
    throw new Error(`${program} is not in PATH: run the checks as "npm run test:static", which installs it.`);
  }
  if (exitCode === undefined || !codes.includes(exitCode) || stdout === "") {
    throw new Error(`${program} ended with ${exitCode ?? "a signal"}: ${stderr.trim() || stdout.trim()}`);
  }
  return stdout;
}
