import { RunError } from "@pulumi/pulumi/errors";

/** What AWS answered to a question; throws a RunError with what it said instead, if it refused. */
export async function answered<T>(question: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (RunError.isInstance(error)) throw error;
    throw new RunError(
      `AWS does not tell ${question} ("${reasonOf(String(error))}"): check the rights of the credentials, and that the region is turned on in the account.`,
    );
  }
}

/** The end of the chain of causes, where AWS itself speaks or where the way to it ends. */
function reasonOf(message: string): string {
  const lines = message.trim().split("\n");
  const line = (lines.at(-1) ?? "").trim().replace(/^\* |^.*returned an error: /, "");
  return /api error (.+)/.exec(line)?.[1] ?? line;
}
