import assert from "node:assert/strict";
import { chmodSync, rmSync } from "node:fs";
import { deployed } from "../deployed";
import { Outcome } from "../outcome";
import { changeBackend } from "../sources";
import { Workspace } from "../workspace";
import { backendImage, isSettled, up } from "./running";
import { revertToA } from "./threeReleases";

/** A registry with immutable tags takes none a second time, not even with the same image. */
describe("a tag that is in the registry is not pushed again", function () {
  this.timeout(600_000);

  it("when a release is taken back that failed between two images", async () => {
    const workspace = await deployed();
    const before = backendImage(workspace);
    changeBackend(workspace);
    changeFrontend(workspace, "<!-- more -->");
    await failsToBuildFrontend(workspace);

    revertToA(workspace);
    changeFrontend(workspace, "");
    const revert = await up(workspace);

    assert.deepEqual(pushes(revert), []);
    assert.equal(backendImage(workspace), before);
    await isSettled(workspace);
  });

  for (const [what, mode] of [
    ["the same image", 0o644],
    ["another one", 0o664],
  ] as const) {
    it(`when ${what} was built for a lost one, and the update failed after that`, async () => {
      const workspace = await deployed();
      chmodSync(workspace.path("dockerfiles/backend/main.go"), mode);
      rmSync(workspace.path("registry.json"));
      await failsToBuildFrontend(workspace);
      const built = backendInRegistry(workspace);

      const next = await up(workspace);

      // What comes after the frontend's image may or may not have been begun before that failed.
      const pushed = pushes(next).filter((change) => !change.endsWith("Image database"));
      assert.deepEqual(pushed, ["create Image frontend"]);
      assert.equal(backendImage(workspace).split("@")[1], built);
      assert.equal(backendInRegistry(workspace), built);
      await isSettled(workspace);
    });
  }

  it("from a checkout whose files have other permissions, nor with another network to build in", async () => {
    const workspace = await deployed();
    const before = backendImage(workspace);
    chmodSync(workspace.path("dockerfiles/backend/main.go"), 0o664);

    assert.deepEqual(pushes(await up(workspace)), []);
    workspace.configure({ "blog:build": { network: "none" } });
    assert.deepEqual(pushes(await up(workspace)), []);

    assert.equal(backendImage(workspace), before);
    await isSettled(workspace);
  });
});

function changeFrontend(workspace: Workspace, comment: string): void {
  workspace.edit("dockerfiles/frontend/index.html", (text) =>
    text.replace(/(<!-- more -->)?<\/head>/, `${comment}</head>`),
  );
}

/** An update that pushes the backend's image and fails at the frontend's. */
async function failsToBuildFrontend(workspace: Workspace): Promise<void> {
  workspace.fail({ "Image frontend": { refuse: "error reading build output: npm ci failed" } });
  const failed = await workspace.up();
  assert.notEqual(failed.code, 0, failed.output);
  assert.ok(backendInRegistry(workspace));
  workspace.fail({});
}

/** Images that an update built and pushed. */
const pushes = ({ changes }: Outcome) =>
  changes.filter((change) => / Image /.test(change) && !change.startsWith("delete"));

/** Digest under the newest tag of the backend. */
const backendInRegistry = ({ images }: Workspace) =>
  Object.entries(images)
    .filter(([name]) => name.startsWith("blog/backend:"))
    .at(-1)?.[1];
