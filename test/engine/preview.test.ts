import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { empty } from "./deployed";
import { Outcome } from "./outcome";
import { Workspace } from "./workspace";

describe("a preview of an empty stack", function () {
  this.timeout(300_000);
  let workspace: Workspace;
  let preview: Outcome;

  before(async () => {
    workspace = await empty();
    preview = await workspace.preview();
  });

  it("succeeds and plans to create everything", () => {
    assert.equal(preview.code, 0, preview.output);
    assert.deepEqual(new Set(preview.plan.values()), new Set(["create"]));
  });

  it("names each resource to the reader", () => {
    for (const change of preview.changes)
      assert.match(preview.output, new RegExp(` ${change.split(" ")[2]} `));
  });

  it("creates nothing, in the registry, in the cluster or in the state", async () => {
    assert.equal(existsSync(workspace.path("registry.json")), false);
    assert.equal(existsSync(workspace.path("objects.json")), false);
    assert.deepEqual((await workspace.state()).resources ?? [], []);
  });

  it("plans exactly what the update then does", async () => {
    const update = await workspace.up();

    assert.equal(update.code, 0, update.output);
    assert.deepEqual([...update.plan].sort(), [...preview.plan].sort());
    assert.deepEqual(update.done, update.plan);
  });
});
