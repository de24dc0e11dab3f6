import assert from "node:assert/strict";
import { Ended } from "../blog";
import { blog } from "../hooks";
import { uidsOf } from "../pods";
import { rollback } from "./command";
import { staged } from "./stage";
import { assertArrived, assertNoneFailed, underLoad } from "./underLoad";

const BACKEND = ["--namespace=blog", "deployment/backend"];

/** What an operator in a hurry types. */
async function kubectlUndo(): Promise<Ended> {
  await blog().kubectl("rollout", "undo", ...BACKEND);
  return rolledOut();
}

async function rolledOut(): Promise<Ended> {
  return { code: 0, text: await blog().kubectl("rollout", "status", ...BACKEND, "--timeout=180s") };
}

describe("kubectl rollout undo", () => {
  const stage = staged();

  beforeEach(async function () {
    this.timeout("10m");
    const seen = await underLoad(kubectlUndo);
    assertNoneFailed(seen);
    assertArrived(seen, { ...stage.releases.newer, backend: stage.releases.older.backend });
  });

  it("is not noticed by an update, and held by a pin", async function () {
    this.timeout("10m");
    const pods = await uidsOf("backend");
    const up = await blog().pulumi("up", "--yes", "--skip-preview");
    assert.equal(up.code, 0, up.text);
    assert.doesNotMatch(up.text, /Deployment/);
    assert.deepEqual(await uidsOf("backend"), pods);

    const pinned = await underLoad(() => rollback(stage.docker, "--to", "previous", "--service", "backend"));
    assert.equal(pinned.ended.code, 0, pinned.ended.text);
    assertNoneFailed(pinned);
    assertArrived(pinned, { ...stage.releases.newer, backend: stage.releases.older.backend });

    const seen = await underLoad(() => rollback(stage.docker, "--undo"));
    assert.equal(seen.ended.code, 0, seen.ended.text);
    assertNoneFailed(seen);
    assertArrived(seen, stage.releases.newer);
  });

  it("is turned round by an update that refreshes", async function () {
    this.timeout("10m");
    const seen = await underLoad(async () => {
      const up = await blog().pulumi("up", "--refresh", "--yes", "--skip-preview");
      assert.equal(up.code, 0, up.text);
      // The ReplicaSet is taken up again, and Pulumi does not always wait for it.
      return rolledOut();
    });
    assertNoneFailed(seen);
    assertArrived(seen, stage.releases.newer);
  });
});
