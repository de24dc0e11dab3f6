import { Failure } from "../failure";
import { Deployed, nameOf, runningRelease, ServiceName, SERVICES } from "../releases/deployed";
import { StackFile } from "../rollback/stackFile";
import { PinHistory } from "./pinHistory";

/** A service that the stack holds to an image, though git never said so. */
export interface Held {
  readonly service: ServiceName;
  /** Tag, or digest where it has no tag. */
  readonly reference: string;
  /** Time from which the image runs, in UTC. */
  readonly since: string;
}

/**
 * Services that a rollback holds to an image and whose pin is not in the file yet: an update would undo that rollback.
 *
 * Who spoke last is right: a pin that git changed after the image began to run was changed on purpose.
 */
export function unrecorded(deployed: Deployed, file: StackFile, history: PinHistory): Held[] {
  return SERVICES.filter((service) => deployed.pinned.includes(service)).flatMap((service) => {
    const release = runningRelease(deployed, service);
    const pin = file.pinOf(service);
    const recorded = pin !== undefined && (pin === release.tag || pin === release.digest);
    const changed = history.changedAt(service) ?? 0;
    if (recorded || changed > Date.parse(release.time)) return [];
    return [{ service, reference: nameOf(release), since: release.time }];
  });
}

/** Throws a Failure where an update would undo a rollback. */
export function refuseToUndo(stack: string, file: string, held: readonly Held[]): void {
  if (held.length === 0) return;
  const pins = held.map(({ service, reference, since }) => `${service} to ${reference} since ${since}`);
  throw new Failure(
    `A rollback holds ${pins.join(" and ")}, and ${file} in git does not say so, so this deployment would undo it: ` +
      `merge the pull request that the rollback opened, or let go with "npm run rollback -- --stack ${stack} --undo"; then run this again.`,
  );
}

/** Writes the pins into the file, so that the next rollback keeps them. */
export function adopt(file: StackFile, held: readonly Held[]): void {
  for (const { service, reference } of held) file.pin(service, reference);
  if (held.length > 0) file.save();
}
