import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "../failure";
import { deployedIn, runningRelease, ServiceName, versionOf } from "../releases/deployed";
import { Outputs } from "../stackState";
import { goOn, Opened } from "../stacks";
import { bringUp, previewUp, resources, Unfinished } from "../update";
import { StackFile } from "./stackFile";
import { awaitVersions, watchAll } from "./verify";

type Say = (line: string) => void;

export interface Apply {
  readonly opened: Opened;
  /** The stack's file with its pins as they are to be; not written yet. */
  readonly file: StackFile;
  /** Services whose pins change. */
  readonly services: readonly ServiceName[];
  readonly url: string;
  /** Time when the command began, in milliseconds since 1970. */
  readonly begun: number;
  readonly say: Say;
}

/** Shows what would change; the stack's own file is not touched. */
export function show(args: Apply): Promise<void> {
  return withRunFile(args, (runFile) => previewUp(args.opened.stack, args.say, runFile));
}

/** Runs something with a configuration that is for this run alone: all other services keep what they run. */
async function withRunFile<T>({ file, services }: Apply, run: (runFile: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "blog-rollback-"));
  try {
    const runFile = join(folder, file.name);
    writeFileSync(runFile, file.textFor(services), { mode: 0o600 });
    return await run(runFile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Writes the pins, brings the stack up and waits until only the wanted versions answer. Throws a Failure. */
export async function apply(args: Apply): Promise<void> {
  const { opened, services, url, begun, say } = args;
  await goOn(opened, say);
  const { watches, stop } = watchAll(url, services);
  try {
    const { outputs, changes } = await updated(args);
    say(`Update done after ${((Date.now() - begun) / 1000).toFixed(1)} s: ${resources(changes)} changed.`);
    await awaitVersions(versionsIn(opened.stack.name, outputs, services), watches, { begun, url, say });
  } finally {
    await stop();
  }
}

/** If the update was refused, the file is put back; what was begun stays written down, so that it can go on. */
async function updated(args: Apply) {
  const { file, say } = args;
  file.save();
  try {
    return await withRunFile(args, (runFile) => bringUp(args.opened.stack, say, runFile));
  } catch (error) {
    if (!(error instanceof Unfinished)) throw error;
    if (!error.changed) {
      file.restore();
      throw error;
    }
    throw new Failure(
      `${error.message}\nThe update stopped half-way and ${file.name} keeps what it was for: run the same command again to go on, or with --undo to go back to the sources' images.`,
    );
  }
}

/** What each service answers once the update is through. */
function versionsIn(stack: string, outputs: Outputs, services: readonly ServiceName[]) {
  const deployed = deployedIn(stack, outputs);
  return new Map(services.map((service) => [service, versionOf(runningRelease(deployed, service))]));
}
