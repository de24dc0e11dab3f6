/** What an operator is told, as it is: one sentence with what is wrong, where, and what to do. */
export class Failure extends Error {}

/** Runs a command to its end; a Failure is printed as its sentence, anything else with its stack. Exit code 1 for both. */
export async function main(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    process.exitCode = 1;
  }
}
