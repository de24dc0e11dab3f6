import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { LocalWorkspace, PulumiCommand, Stack } from "@pulumi/pulumi/automation";
import { hasStaleLock } from "./lock";
import { PRIVATE, ROOT } from "./settings";

const STATE = join(PRIVATE, "state");

/** The stack on this machine: its state lies in the private folder, its passphrase is empty. */
export async function localStack(pulumiCommand: PulumiCommand): Promise<Stack> {
  mkdirSync(STATE, { recursive: true, mode: 0o700 });
  const envVars = {
    // Without the files of metadata beside the state: a kill may leave one empty, and the state unreadable.
    PULUMI_BACKEND_URL: `file://${STATE}?metadata=skip`,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  return LocalWorkspace.createOrSelectStack(
    { stackName: "local", workDir: ROOT },
    { pulumiCommand, envVars },
  );
}

/** Whether the last run ended in the middle; if so, makes the next one go on from there. */
export async function forgiveInterruption(stack: Stack, say: (line: string) => void): Promise<boolean> {
  const stale = hasStaleLock(STATE);
  if (stale) await stack.cancel();
  const exported = (await stack.exportStack()) as { deployment?: { pending_operations?: unknown[] } };
  const pending = exported.deployment?.pending_operations ?? [];
  if (pending.length > 0) {
    await stack.refresh({ clearPendingCreates: true });
    // What was created without a note in the state is taken over instead of refused for being there already.
    (stack.workspace as LocalWorkspace).envVars.PULUMI_K8S_UPSERT_EXISTING_OBJECTS = "true";
  }
  const interrupted = stale || pending.length > 0;
  if (interrupted) say("The last run was interrupted: going on from where it was.");
  return interrupted;
}
