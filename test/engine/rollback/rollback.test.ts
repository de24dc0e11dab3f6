import assert from "node:assert/strict";
import { pin } from "./pin";
import { backendImage, backendReleases, backendVersion, isSettled, outputsOf, up } from "./running";
import { backendTags, revertToA, threeReleases } from "./threeReleases";
import { withoutDocker } from "./withoutDocker";

/** Images are only forgotten: the engine deletes none of them. */
const FORGOTTEN = ["delete Image backend", "delete Image database", "delete Image frontend"];

describe("a rollback of one service", function () {
  this.timeout(600_000);

  it("changes its pods alone and needs no Docker, and is undone the same way", async () => {
    const { workspace, tagA, imageA, imageC } = await threeReleases();
    const [before, images] = [await outputsOf(workspace), workspace.images];
    const [, , tagC] = backendTags(workspace);
    withoutDocker(workspace);

    pin(workspace, tagA);
    const rollback = await up(workspace);

    assert.deepEqual(rollback.changes, [...FORGOTTEN, "update Deployment backend"]);
    assert.match(rollback.output, new RegExp(`backend ${tagC} → ${tagA}: pinned`));
    assert.equal(backendImage(workspace), imageA);
    assert.equal(backendVersion(workspace), tagA);
    assert.deepEqual(workspace.images, images);
    const pinned = await outputsOf(workspace);
    assert.deepEqual(pinned.pinned, ["backend"]);
    assert.deepEqual(pinned.images, { ...before.images, backend: imageA });
    assert.deepEqual(backendReleases(pinned), [tagA, ...backendReleases(before)]);
    assert.deepEqual(pinned.releases.slice(1), before.releases);
    assert.deepEqual(pinned.lastBuilt, {});
    await isSettled(workspace);

    pin(workspace);
    const undo = await up(workspace);

    assert.deepEqual(undo.changes, ["update Deployment backend"]);
    assert.match(undo.output, new RegExp(`backend ${tagA} → ${tagC}: already in the registry`));
    assert.equal(backendImage(workspace), imageC);
    assert.deepEqual(workspace.images, images);
    const undone = await outputsOf(workspace);
    assert.deepEqual(undone.pinned, []);
    assert.deepEqual(backendReleases(undone), [tagC, ...backendReleases(pinned)]);
    await isSettled(workspace);

    revertToA(workspace);
    const revert = await up(workspace);

    assert.deepEqual(revert.changes, ["update Deployment backend"]);
    assert.equal(backendImage(workspace), imageA);
    assert.deepEqual(workspace.images, images);
    await isSettled(workspace);
  });
});
