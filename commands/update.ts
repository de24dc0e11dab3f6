import { CommandError, EngineEvent, OutputMap, Stack } from "@pulumi/pulumi/automation";
import { Change, changeOf } from "./change";
import { Failure } from "./failure";
import { Progress } from "./progress";
import { stackTrouble } from "./stackTrouble";

type Say = (line: string) => void;

/** An update that did not come to its end. */
export class Unfinished extends Failure {
  constructor(
    message: string,
    /** Whether something was changed, or begun to be, before it ended. */
    readonly changed: boolean,
  ) {
    super(message);
  }
}

/**
 * Brings a stack up and tells what it does, a line for each change.
 *
 * `configFile` takes the place of the stack's own file. Throws an Unfinished with a line for each complaint.
 */
export async function bringUp(
  stack: Stack,
  say: Say,
  configFile?: string,
): Promise<{ outputs: OutputMap; changes: number }> {
  const progress = new Progress(say);
  try {
    const onEvent = (event: EngineEvent) => progress.take(event);
    const { outputs } = await stack.up({ onEvent, configFile, color: "never" });
    return { outputs, changes: progress.changes };
  } catch (error) {
    throw unfinished(stack, error, progress.errors, progress.begun);
  }
}

/** Tells what an update would do with the configuration of a file. Throws an Unfinished. */
export async function previewUp(stack: Stack, say: Say, configFile: string): Promise<void> {
  const progress = new Progress(say);
  const changes: Change[] = [];
  const onEvent = (event: EngineEvent) => {
    // What is finished in a preview was not done.
    progress.take({ ...event, resOutputsEvent: undefined });
    if (event.resourcePreEvent) changes.push(...[changeOf(event.resourcePreEvent.metadata) ?? []].flat());
  };
  try {
    await stack.preview({ onEvent, configFile, color: "never" });
  } catch (error) {
    throw unfinished(stack, error, progress.errors, false);
  }
  for (const { op, resource } of changes) say(`  would ${op} ${resource}`);
  say(changes.length === 0 ? "Nothing would change." : `${resources(changes.length)} would change.`);
}

/** "1 resource", "2 resources". */
export const resources = (count: number) => `${count} resource${count === 1 ? "" : "s"}`;

function unfinished(stack: Stack, error: unknown, complaints: readonly string[], changed: boolean): unknown {
  if (complaints.length > 0) return new Unfinished(complaints.join("\n"), changed);
  const trouble = stackTrouble(stack.name, error);
  if (trouble) return new Unfinished(trouble.message, changed);
  return error instanceof CommandError ? new Unfinished(silent(stack.name), changed) : error;
}

const silent = (stack: string) =>
  `The Pulumi CLI ended in the middle of its work on the stack ${stack} and did not say why: look whether the machine ran out of memory, then run this command again.`;
