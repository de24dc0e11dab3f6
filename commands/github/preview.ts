import { pulumiCli } from "../pulumiCli";
import { Digest, digestIn } from "./digest";
import { ended } from "./ended";
import { failureOf } from "./failure";

/** How a preview ended. */
export interface Previewed {
  readonly stack: string;
  /** What the CLI told of it; undefined where it stopped before it had anything to tell. */
  readonly digest: Digest | undefined;
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
  // The link that Pulumi prints otherwise opens the state to whoever reads the log.
  const args = ["preview", "--stack", stack, "--json", "--suppress-permalink", "--non-interactive"];
  const { code, stdout, stderr } = await ended(cli.command, [...args, ...options]);
  const digest = digestIn(stdout);
  if (code === 0 && digest !== undefined) return { stack, digest, failure: undefined };
  return { stack, digest, failure: failureOf(stack, digest, stderr) };
}
