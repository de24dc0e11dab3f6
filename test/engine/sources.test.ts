import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { deployed } from "./deployed";
import { CHANGED_BACKEND, changeBackend } from "./sources";
import { Workspace } from "./workspace";

describe("a changed source", function () {
  this.timeout(300_000);

  it("updates the image of its service and the pods that run it, and goes back to both when it is reverted", async () => {
    const workspace = await deployed();
    const [tags, running] = [Object.keys(workspace.images), imageOf(workspace)];

    changeBackend(workspace);
    const update = await workspace.up();

    assert.equal(update.code, 0, update.output);
    assert.deepEqual(update.changes, CHANGED_BACKEND);
    assert.notEqual(imageOf(workspace), running);
    assert.ok(Object.values(workspace.images).includes(imageOf(workspace).split("@")[1]));
    assert.equal(Object.keys(workspace.images).length, tags.length + 1);

    workspace.edit("dockerfiles/backend/main.go", (source) => source.replace("// One line more.\n", ""));
    const revert = await workspace.up();

    assert.equal(revert.code, 0, revert.output);
    // The image of before is taken as it is: the one that was built last is only forgotten.
    assert.deepEqual(revert.changes, ["delete Image backend", "update Deployment backend"]);
    assert.equal(imageOf(workspace), running);
    assert.equal(Object.keys(workspace.images).length, tags.length + 1);
  });

  it("changes nothing where .dockerignore leaves it out", async () => {
    const workspace = await deployed();
    workspace.edit(
      "dockerfiles/backend/internal/api/posts_test.go",
      (source) => `${source}// One line more.\n`,
    );
    writeFileSync(workspace.path("dockerfiles/frontend/README.md"), "Read me.\n");

    const update = await workspace.up("--expect-no-changes");

    assert.equal(update.code, 0, update.output);
  });
});

const imageOf = (workspace: Workspace) =>
  workspace.object("Deployment", "backend").spec.template.spec.containers[0].image as string;
