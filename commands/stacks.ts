import { existsSync } from "node:fs";
import { join } from "node:path";
import { LocalWorkspace, Stack, StackNotFoundError } from "@pulumi/pulumi/automation";
import { Failure } from "./failure";
import { forgiveInterruption, localVariables } from "./local/stack";
import { PRIVATE, ROOT } from "./local/settings";
import { pulumiCli } from "./pulumiCli";
import { StackState, stateIn } from "./stackState";
import { stackTrouble } from "./stackTrouble";

const say = (line: string) => console.error(line);

/** A stack, and what its state said when it was opened. */
export interface Opened {
  readonly stack: Stack;
  readonly state: StackState;
}

/**
 * Opens a stack that is there: "local" with the state on this machine, any other with the backend that the Pulumi CLI
 * is logged in to, which may want its organization before its name. Throws a Failure if there is no such stack or its
 * backend cannot be asked.
 */
export async function openStack(name: string): Promise<Opened> {
  if (name === "local") requireState();
  const pulumiCommand = await pulumiCli(say);
  const envVars = name === "local" ? localVariables() : {};
  const workspace = await LocalWorkspace.create({ workDir: ROOT, pulumiCommand, envVars });
  return ofStack(name, async () => {
    try {
      return await openedIn(workspace, name);
    } catch (error) {
      if (!(error instanceof StackNotFoundError)) throw error;
      throw unknown(
        name,
        (await workspace.listStacks()).map((stack) => stack.name),
      );
    }
  });
}

/** Reads the stack's state where the CLI would select the stack: an operator's own selection stays what it is. */
async function openedIn(workspace: LocalWorkspace, name: string): Promise<Opened> {
  const read: StackState[] = [];
  workspace.selectStack = async () => {
    read.push(stateIn(await workspace.exportStack(name)));
  };
  const stack = await Stack.select(name, workspace);
  return { stack, state: read[0] };
}

/** Runs something on a stack; a Failure says in one sentence what the Pulumi CLI complained of. */
export async function ofStack<T>(name: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw stackTrouble(name, error) ?? error;
  }
}

/** Makes the next update go on where the last one was interrupted, as far as the stack on this machine is concerned. */
export async function goOn({ stack, state }: Opened, tell: (line: string) => void): Promise<void> {
  if (stack.name === "local") await ofStack("local", () => forgiveInterruption(stack, state, tell));
}

/** The stack on this machine is not looked for where there is no state: that would make one. */
function requireState(): void {
  if (existsSync(join(PRIVATE, "state"))) return;
  throw new Failure('The stack local is not on this machine: bring it up with "npm run local".');
}

/** What to do about a stack that is not among those of the project. */
export function unknown(name: string, stacks: readonly string[]): Failure {
  const choice =
    stacks.length > 0
      ? `choose ${stacks.length === 1 ? "" : "one of "}${stacks.join(", ")} with --stack`
      : `create it with "pulumi stack init ${name}"`;
  return new Failure(
    `The backend that pulumi is logged in to has no stack ${name}: ${choice}, or log in to another one with "pulumi login".`,
  );
}
