import { RunError } from "@pulumi/pulumi/errors";
import { Failure } from "./failure";

/** Runs a command; what the program's own parts refuse is told as they say it, without a stack trace. */
export async function plainly(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (RunError.isInstance(error)) throw new Failure(error.message);
    if (error instanceof Error && error.name === "ExitPromptError") throw new Failure("Nothing was changed.");
    throw error;
  }
}
