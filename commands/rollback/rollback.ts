import { join, relative } from "node:path";
import { resolveCommit } from "../../components/git/commit";
import { tagAt } from "../../components/git/gitSources";
import { ROOT } from "../local/settings";
import { Deployed, deployedIn, nameOf, runningRelease, ServiceName, SERVICES } from "../releases/deployed";
import { repositoryClient } from "../releases/repository";
import { Opened, openStack } from "../stacks";
import { answeringVersions } from "./answers";
import { Apply, apply, show } from "./apply";
import { agreed, chosenTarget, requireTerminal } from "./dialog";
import { Examined, examined } from "./examine";
import { StackFile } from "./stackFile";
import { findTargets, Places } from "./target";
import { isSettled } from "./settled";

/** What the operator said. */
export interface Options {
  readonly stack: string;
  readonly to?: string;
  readonly service?: ServiceName;
  readonly yes?: boolean;
  readonly preview?: boolean;
}

const say = (line: string) => console.log(line);
/** An operator waits while the command is loaded, too. */
const begun = performance.timeOrigin;

/** Holds services to images that ran before. Throws a Failure or a RunError; then nothing was changed, unless it says so. */
export async function rollback(options: Options): Promise<void> {
  requireTerminal({ release: options.to === undefined, consent: !options.yes && !options.preview });
  const opened = await openStack(options.stack);
  const file = new StackFile(options.stack);
  const deployed = deployedIn(options.stack, opened.state.outputs);
  const clientOf = (service: ServiceName) => repositoryClient(deployed.repositories[service], file.aws);
  const state = await stateOf(opened, file, deployed);

  const targets =
    options.to === undefined
      ? [await chosenTarget(deployed, options.service)]
      : await findTargets(options.to, options.service, deployed, {
          has: async (service, reference) =>
            (await (await clientOf(service)).digestOf(reference)) !== undefined,
          tagAt: (service, commit) => committedTag(file, service, commit),
          pinOf: (service) => file.pinOf(service),
          isUnready: (service) => state.unready.has(service),
        } satisfies Places);
  const images = await examined(targets, deployed, clientOf);
  const left = images.filter((image) => !runs(image, state));
  if (left.length === 0) return;

  for (const { service, reference } of left) file.pin(service, reference);
  const services = left.map(({ service }) => service);
  const args: Apply = { opened, file, services, url: deployed.url, begun, say };
  for (const image of left) say(changeLine(image, deployed));
  if (options.preview) return show(args);
  await agreed("Go back?", options.yes ?? false);
  await apply(args);
  say(
    `${file.name} holds ${services.join(" and ")} now: commit it, and let go with --undo once the sources are right.`,
  );
}

/** Removes pins and brings the sources' images back. Throws a Failure or a RunError. */
export async function undo(options: Options): Promise<void> {
  requireTerminal({ release: false, consent: !options.yes && !options.preview });
  const opened = await openStack(options.stack);
  const file = new StackFile(options.stack);
  const deployed = deployedIn(options.stack, opened.state.outputs);
  const state = await stateOf(opened, file, deployed);
  const services = (options.service ? [options.service] : SERVICES).filter(
    (service) =>
      file.pinOf(service) !== undefined ||
      deployed.pinned.includes(service) ||
      // An undo that was interrupted has taken the pin away already.
      !isThrough(service, state),
  );
  if (services.length === 0) {
    say(
      `Nothing to undo: ${file.name} holds ${options.service ?? "no service"} to ${options.service ? "no" : "an"} image.`,
    );
    return;
  }
  for (const service of services) {
    say(`${service} is let go of ${file.pinOf(service) ?? "its image"} and runs what its sources say.`);
    file.pin(service, undefined);
  }
  const args: Apply = { opened, file, services, url: deployed.url, begun, say };
  if (options.preview) return show(args);
  await agreed("Let go?", options.yes ?? false);
  await apply(args);
}

/** All that tells whether the last update came to its end. */
interface State {
  readonly file: StackFile;
  readonly deployed: Deployed;
  readonly answering: Readonly<Record<ServiceName, ReadonlySet<string>>>;
  /** Services whose pods did not become ready. */
  readonly unready: ReadonlySet<string>;
}

async function stateOf({ state: { unready } }: Opened, file: StackFile, deployed: Deployed): Promise<State> {
  const [backend, frontend] = await Promise.all([
    answeringVersions(deployed.url, "backend"),
    answeringVersions(deployed.url, "frontend"),
  ]);
  return { file, deployed, answering: { backend, frontend }, unready };
}

function committedTag(file: StackFile, service: ServiceName, name: string): string {
  const { context, buildArgs } = file.sourcesOf(service);
  const folder = relative(process.cwd(), join(ROOT, context)) || ".";
  return tagAt({ context: folder, buildArgs }, resolveCommit(folder, name));
}

function isThrough(service: ServiceName, { file, deployed, answering, unready }: State): boolean {
  if (unready.has(service)) return false;
  const running = runningRelease(deployed, service);
  return isSettled({ pin: file.pinOf(service), running, answering: answering[service] });
}

/** Whether a service runs an image already; it is said so. */
function runs({ service, digest, reference }: Examined, state: State): boolean {
  const running = runningRelease(state.deployed, service);
  if (running.digest !== digest || !isThrough(service, state)) return false;
  const held = state.file.pinOf(service) === undefined ? "" : " and is held to it";
  say(`${service} runs ${reference} already${held}.`);
  return true;
}

function changeLine({ service, reference }: Examined, deployed: Deployed): string {
  const before = nameOf(runningRelease(deployed, service));
  return before === reference ? `${service} → ${reference}` : `${service} ${before} → ${reference}`;
}
