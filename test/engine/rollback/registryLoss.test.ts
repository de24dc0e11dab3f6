import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { deployed } from "../deployed";
import { backendImage, isSettled, outputsOf, up } from "./running";
import { backendTags, threeReleases } from "./threeReleases";

describe("images and their registry", function () {
  this.timeout(600_000);

  it("are built again by the next update when the registry has lost them, and by no further one", async () => {
    const workspace = await deployed();
    const [images, objects] = [workspace.images, workspace.objects];

    rmSync(workspace.path("registry.json"));
    const rebuild = await up(workspace);

    assert.match(rebuild.output, /backend [0-9a-f]{12}: will build again, as it is gone from the registry/);
    assert.deepEqual(workspace.images, images);
    // The same sources make the same image here: no pod is replaced.
    assert.deepEqual(workspace.objects, objects);
    const { lastBuilt, releases } = await outputsOf(workspace);
    assert.deepEqual(
      Object.values(lastBuilt).map(({ round }) => round),
      [1, 1, 1],
    );
    assert.equal(releases.length, 3);
    await isSettled(workspace);
  });

  it("are found there by a stack that is brought up anew", async () => {
    const { workspace, imageC } = await threeReleases();
    const [images, tags] = [workspace.images, backendTags(workspace)];
    const { code, output } = await workspace.destroy();
    assert.equal(code, 0, output);
    assert.deepEqual(workspace.images, images);

    const { output: said, changes } = await up(workspace);

    assert.match(said, new RegExp(`backend ${tags[2]}: already in the registry`));
    assert.deepEqual(
      changes.filter((change) => change.includes(" Image ")),
      [],
    );
    assert.equal(backendImage(workspace), imageC);
    assert.deepEqual(workspace.images, images);
    await isSettled(workspace);
  });
});
