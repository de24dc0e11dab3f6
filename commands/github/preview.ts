import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pulumiCli } from "../pulumiCli";
import { Digest, digestIn } from "./digest";
import { ended } from "./ended";
import { failureOf } from "./failure";
import { Violation, violationsIn } from "./policies";

/** How a preview ended. */
export interface Previewed {
  readonly stack: string;
  /** What the CLI told of it; undefined where it stopped before it had anything to tell. */
  readonly digest: Digest | undefined;
  /** What the resources break of the policy packs that the preview ran with. */
  readonly violations: readonly Violation[];
  /** What went wrong, in sentences; undefined if nothing did. */
  readonly failure: string | undefined;
}

/**
 * Asks the Pulumi CLI what an update of a stack would do; nothing is changed, locked or written.
 *
 * @param options further options of "pulumi preview"
 */
export async function previewed(stack: string, options: readonly string[] = []): Promise<Previewed> {
  const cli = await pulumiCli((line) => console.error(line));
  const folder = mkdtempSync(join(tmpdir(), "blog-preview-"));
  const log = join(folder, "events");
  try {
    // The link that Pulumi prints otherwise opens the state to whoever reads the log.
    const quiet = ["--json", "--suppress-permalink", "--non-interactive", "--event-log", log];
    const args = ["preview", "--stack", stack, ...quiet, ...options];
    const { code, stdout, stderr } = await ended(cli.command, args);
    const digest = digestIn(stdout);
    const violations = digest === undefined ? [] : violationsIn(readFileSync(log, "utf8"));
    if (code === 0 && digest !== undefined) return { stack, digest, violations, failure: undefined };
    return { stack, digest, violations, failure: failureOf(stack, digest, violations, stderr) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
