import { confirm, select } from "@inquirer/prompts";
import { Failure } from "../failure";
import { Deployed, nameOf, runningRelease, ServiceName, SERVICES } from "../releases/deployed";
import { Target } from "./target";

/** What the operator left open. */
export interface Open {
  readonly release: boolean;
  readonly consent: boolean;
}

/** Makes sure, before any work, that somebody can be asked what was left open. Throws a Failure if there is no terminal. */
export function requireTerminal({ release, consent }: Open): void {
  if (process.stdin.isTTY && process.stdout.isTTY) return;
  if (release) {
    throw new Failure(
      "Nobody can be asked for the release, as this is no terminal: give --to with a tag, a digest, a commit or previous.",
    );
  }
  if (consent) {
    throw new Failure(
      "Nobody can be asked whether to go on, as this is no terminal: give --yes, or --preview to only look.",
    );
  }
}

/** Lets the operator choose among what ran before. Throws a Failure if nothing did. */
export async function chosenTarget(deployed: Deployed, service: ServiceName | undefined): Promise<Target> {
  const targets = (service ? [service] : SERVICES).flatMap((each) => earlierOnes(deployed, each));
  if (targets.length === 0) {
    throw new Failure(
      `There is nothing to roll back to, as the stack ${deployed.stack} never ran another release: deploy a corrected one.`,
    );
  }
  const choices = targets.map((target) => ({ name: lineOf(target), value: target }));
  return select({ message: "Back to which release?", choices, pageSize: 15 });
}

/** Asks before something changes, unless the operator said yes already. Throws a Failure for no. */
export async function agreed(question: string, yes: boolean): Promise<void> {
  if (yes) return;
  if (!(await confirm({ message: question, default: false }))) throw new Failure("Nothing was changed.");
}

function earlierOnes(deployed: Deployed, service: ServiceName): Target[] {
  const live = runningRelease(deployed, service).digest;
  const own = deployed.releases.filter((each) => each.service === service && each.digest !== live);
  const images = new Map([...own].reverse().map((release) => [release.digest, release]));
  return [...images.values()]
    .sort((one, other) => (one.time < other.time ? 1 : -1))
    .map((release) => ({ service, reference: nameOf(release), release }));
}

function lineOf({ service, reference, release }: Target): string {
  const commit = release?.commit === undefined ? "" : `, commit ${release.commit.slice(0, 8)}`;
  return `${service} ${reference} (ran from ${release?.time ?? "?"}${commit})`;
}
