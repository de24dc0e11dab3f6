import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { output } from "../../../commands/process";
import { blog } from "../hooks";
import { podsOf } from "../pods";
import { rollback } from "./command";
import { staged } from "./stage";
import { assertArrived, assertNoneFailed, underLoad } from "./underLoad";

/** As a content's tag looks; no content has it. */
const TAG = "badbadbadbad";

/** Pushes an image that passes all checks of a rollback, and whose pods never become ready: they listen elsewhere. */
async function pushUnready(): Promise<void> {
  const [pod] = await podsOf("backend");
  const image = pod.spec.containers[0].image;
  const name = `${image.split("@")[0]}:${TAG}`;
  const folder = join(blog().folder, "unready");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "Dockerfile"), `FROM ${image}\nENV LISTEN_ADDRESS=:9999\n`);
  await output("docker", ["build", "--tag", name, folder]);
  await output("docker", ["push", name]);
}

describe("a rollback to an image that never becomes ready", () => {
  const stage = staged();

  before(async function () {
    this.timeout("5m");
    await pushUnready();
  });

  it("says so and fails, while the old pods serve", async function () {
    this.timeout("10m");
    const seen = await underLoad(() => rollback(stage.docker, "--to", TAG));
    assert.equal(seen.ended.code, 1, seen.ended.text);
    assert.match(seen.ended.text, /Deployment backend: .*\n.*run the same command again/s);
    assert.doesNotMatch(seen.ended.text, /^\s+at /m);
    assertNoneFailed(seen);
    assertArrived(seen, stage.releases.newer);
  });

  it("is left by letting go", async function () {
    this.timeout("10m");
    const seen = await underLoad(() => rollback(stage.docker, "--undo"));
    assert.equal(seen.ended.code, 0, seen.ended.text);
    assertNoneFailed(seen);
    assertArrived(seen, stage.releases.newer);
  });

  it("is no release that one could go back to", async function () {
    this.timeout("2m");
    const listed = await blog().start("tsx", ["commands/releases.ts", "--stack=local"]).ended;
    assert.equal(listed.code, 0, listed.text);
    assert.match(listed.text, new RegExp(`^backend +${stage.releases.newer.backend} .* live`, "m"));
    assert.doesNotMatch(listed.text, new RegExp(TAG));
  });
});
