import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { LocalWorkspace, PulumiCommand, Stack } from "@pulumi/pulumi/automation";
import { StackState } from "../stackState";
import { hasStaleLock } from "./lock";
import { PRIVATE, ROOT } from "./settings";

const STATE = join(PRIVATE, "state");

/** Where the CLI finds the stack on this machine: its state lies in the private folder, its passphrase is empty. */
export const localVariables = () => ({
  // Without the files of metadata beside the state: a kill may leave one empty, and the state unreadable.
  PULUMI_BACKEND_URL: `file://${STATE}?metadata=skip`,
  PULUMI_CONFIG_PASSPHRASE: "",
  PULUMI_SKIP_UPDATE_CHECK: "true",
});

/** The stack on this machine, made if it is not there. */
export async function localStack(pulumiCommand: PulumiCommand): Promise<Stack> {
  mkdirSync(STATE, { recursive: true, mode: 0o700 });
  return LocalWorkspace.createOrSelectStack(
    { stackName: "local", workDir: ROOT },
    { pulumiCommand, envVars: localVariables() },
  );
}

/** Whether the last run ended in the middle; if so, makes the next one go on from there. */
export async function forgiveInterruption(
  stack: Stack,
  state: StackState,
  say: (line: string) => void,
): Promise<boolean> {
  const stale = hasStaleLock(STATE);
  if (stale) await stack.cancel();
  if (state.interrupted) {
    await stack.refresh({ clearPendingCreates: true });
    // What was created without a note in the state is taken over instead of refused for being there already.
    (stack.workspace as LocalWorkspace).envVars.PULUMI_K8S_UPSERT_EXISTING_OBJECTS = "true";
  }
  const interrupted = stale || state.interrupted;
  if (interrupted) say("The last run was interrupted: going on from where it was.");
  return interrupted;
}
