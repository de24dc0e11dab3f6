import assert from "node:assert/strict";
import { output } from "../../../commands/process";
import { answeringVersion } from "../../../commands/rollback/answers";
import { SERVICES, ServiceName } from "../../../commands/releases/deployed";
import { blog } from "../hooks";
import { UnderLoad, underLoad } from "./underLoad";

/** Version of each service. */
export type Versions = Readonly<Record<ServiceName, string>>;

/** Two releases of both services, each a commit; the sources say the newer one. */
export interface Releases {
  readonly older: Versions;
  readonly newer: Versions;
  /** What readers got while the newer one was rolled out. */
  readonly rollout: UnderLoad;
}

let made: Promise<Releases> | undefined;

/** The releases that all tests of rollbacks share: made once, by the commands that an operator uses. */
export const releases = (): Promise<Releases> => (made ??= make());

async function make(): Promise<Releases> {
  await git("init", "--quiet");
  await commit("older");
  const older = await answering();
  blog().edit("dockerfiles/backend/main.go", (text) => `${text}\n// The newer release.\n`);
  blog().edit("dockerfiles/frontend/index.html", (text) => text.replace("</body>", "<!-- newer --></body>"));
  await commit("newer");
  const rollout = await underLoad(() => blog().local("up", "--no-lab"));
  assert.equal(rollout.ended.code, 0, rollout.ended.text);
  const newer = await answering();
  for (const service of SERVICES) assert.notEqual(newer[service], older[service]);
  return { older, newer, rollout };
}

/** Makes the sources those of a commit, as taking changes back in git does. */
export const sourcesOf = (commit: string) => git("checkout", "--quiet", commit, "--", "dockerfiles");

/** What answers now. */
export async function answering(): Promise<Versions> {
  const ask = async (service: ServiceName) => {
    const version = await answeringVersion(blog().url, service);
    assert.ok(version, `${service} does not say its version`);
    return version;
  };
  return { backend: await ask("backend"), frontend: await ask("frontend") };
}

async function commit(message: string): Promise<void> {
  await git("add", "dockerfiles");
  await git("-c", "user.name=e2e", "-c", "user.email=e2e@localhost", "commit", "--quiet", "-m", message);
}

const git = (...args: string[]) => output("git", ["-C", blog().folder, ...args]);
