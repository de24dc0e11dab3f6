import { codeBlock } from "./markdown";
import { ended } from "./ended";

/** What a change does by the program alone, in markdown; it needs no account, no cluster and no Docker. */
export async function planReport(
  stack: string,
  against: string,
): Promise<{ report: string; failed: boolean }> {
  const options = ["--stack", stack, "--against", against, "--format", "markdown"];
  const { code, stdout, stderr } = await ended("npm", ["run", "--silent", "plan", "--", ...options]);
  if (code === 0) return { report: stdout.trimEnd(), failed: false };
  return { report: `### Plan failed\n\n${codeBlock(stderr.trim() || stdout.trim())}`, failed: true };
}
