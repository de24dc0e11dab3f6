import { existsSync } from "node:fs";
import { join } from "node:path";
import { LocalWorkspace, PulumiCommand, Stack, StackNotFoundError } from "@pulumi/pulumi/automation";
import { Failure } from "./failure";
import { forgiveInterruption, localStack } from "./local/stack";
import { PRIVATE, ROOT } from "./local/settings";
import { pulumiCli } from "./pulumiCli";
import { stackTrouble } from "./stackTrouble";

const say = (line: string) => console.error(line);

/**
 * Opens a stack that is there: "local" with the state on this machine, any other with the backend that the Pulumi CLI
 * is logged in to, which may want its organization before its name. Throws a Failure if there is no such stack or its
 * backend cannot be asked.
 */
export async function openStack(name: string): Promise<Stack> {
  const cli = await pulumiCli(say);
  if (name === "local") return openLocal(cli);
  const workspace = await LocalWorkspace.create({ workDir: ROOT, pulumiCommand: cli });
  return ofStack(name, async () => {
    try {
      return await Stack.select(name, workspace);
    } catch (error) {
      if (!(error instanceof StackNotFoundError)) throw error;
      throw unknown(
        name,
        (await workspace.listStacks()).map((stack) => stack.name),
      );
    }
  });
}

/** Runs something on a stack; a Failure says in one sentence what the Pulumi CLI complained of. */
export async function ofStack<T>(name: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw stackTrouble(name, error) ?? error;
  }
}

/** Names of the Deployments whose pods did not become ready, as the last update left them. */
export async function unreadyDeployments(stack: Stack): Promise<ReadonlySet<string>> {
  const exported = await ofStack(stack.name, () => stack.exportStack());
  const { resources = [] } = exported.deployment as { resources?: readonly StoredResource[] };
  const unready = resources.filter(
    ({ type, initErrors = [] }) => type === "kubernetes:apps/v1:Deployment" && initErrors.length > 0,
  );
  return new Set(unready.map(({ urn }) => urn.split("::").at(-1) ?? ""));
}

interface StoredResource {
  readonly urn: string;
  readonly type: string;
  readonly initErrors?: readonly string[];
}

/** Makes the next update go on where the last one was interrupted, as far as the stack on this machine is concerned. */
export async function goOn(stack: Stack, tell: (line: string) => void): Promise<void> {
  if (stack.name === "local") await ofStack("local", () => forgiveInterruption(stack, tell));
}

/** The stack on this machine; asking for it must not make one. */
async function openLocal(cli: PulumiCommand): Promise<Stack> {
  if (existsSync(join(PRIVATE, "state"))) return ofStack("local", () => localStack(cli));
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
