import { ROOT } from "../local/settings";
import { deployedIn } from "../releases/deployed";
import { StackFile } from "../rollback/stackFile";
import { openStack } from "../stacks";
import { adopt, Held, refuseToUndo, unrecorded } from "./held";
import { pinHistory } from "./pinHistory";
import { newPins, Pins } from "./propose";

/** Throws a Failure where a deployment of what is checked out would undo a rollback. */
export async function guardPins(name: string): Promise<void> {
  const file = new StackFile(name);
  refuseToUndo(name, file.name, await heldBy(name, file));
  console.log(`${file.name} says all that ${name} is held to.`);
}

/** Writes into the stack's file what rollbacks hold that are not merged yet. Throws a Failure. */
export async function adoptPins(name: string): Promise<void> {
  const file = new StackFile(name);
  const held = await heldBy(name, file);
  adopt(file, held);
  for (const { service, reference } of held) console.log(`${service} stays held to ${reference}.`);
}

/** Pins that a rollback wrote into the stack's file and that are not committed. Throws a Failure. */
export function pinsToPropose(name: string): Pins {
  const file = new StackFile(name);
  return newPins(file, pinHistory(ROOT, file.name));
}

async function heldBy(name: string, file: StackFile): Promise<Held[]> {
  const { outputs } = (await openStack(name)).state;
  const pinned = outputs.pinned?.value as unknown[] | undefined;
  // A stack that nothing was deployed with holds nothing.
  if (pinned === undefined || pinned.length === 0) return [];
  return unrecorded(deployedIn(name, outputs), file, pinHistory(ROOT, file.name));
}
