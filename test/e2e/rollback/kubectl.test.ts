import assert from "node:assert/strict";
import { Ended } from "../blog";
import { blog } from "../hooks";
import { uidsOf } from "../pods";
import { SilentDocker } from "../silentDocker";
import { rollback } from "./command";
import { Releases, releases } from "./releases";
import { assertArrived, assertNoneFailed, underLoad } from "./underLoad";

/** What an operator in a hurry types. */
async function kubectlUndo(): Promise<Ended> {
  const backend = ["--namespace=blog", "deployment/backend"];
  await blog().kubectl("rollout", "undo", ...backend);
  return { code: 0, text: await blog().kubectl("rollout", "status", ...backend, "--timeout=180s") };
}

describe("kubectl rollout undo", () => {
  let docker: SilentDocker;
  let made: Releases;

  before(async function () {
    this.timeout("15m");
    docker = new SilentDocker(blog().folder);
    await docker.open();
    made = await releases();
  });
  after(() => docker.close());

  beforeEach(async function () {
    this.timeout("10m");
    const seen = await underLoad(kubectlUndo);
    assertNoneFailed(seen);
    assertArrived(seen, { ...made.newer, backend: made.older.backend });
  });
  it("is not noticed by an update, and held by a pin, which leaves the pods that it brought", async function () {
    this.timeout("10m");
    const pods = await uidsOf("backend");
    const up = await blog().pulumi("up", "--yes", "--skip-preview");
    assert.equal(up.code, 0, up.text);
    assert.doesNotMatch(up.text, /Deployment/);
    assert.deepEqual(await uidsOf("backend"), pods);

    const pinned = await rollback(docker, "--to", "previous", "--service", "backend");
    assert.equal(pinned.code, 0, pinned.text);
    assert.deepEqual(await uidsOf("backend"), pods);

    const seen = await underLoad(() => rollback(docker, "--undo"));
    assert.equal(seen.ended.code, 0, seen.ended.text);
    assertNoneFailed(seen);
    assertArrived(seen, made.newer);
  });
});
