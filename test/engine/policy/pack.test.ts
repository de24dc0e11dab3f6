import assert from "node:assert/strict";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { empty } from "../deployed";
import { CHECKOUT } from "../project";
import { Workspace } from "../workspace";

const PACK = ["--policy-pack", "policy"];

describe("the policy pack", function () {
  this.timeout(300_000);
  let workspace: Workspace;
  before(async () => {
    workspace = await empty();
    cpSync(join(CHECKOUT, "policy"), workspace.path("policy"), { recursive: true });
  });

  it("lets the stack through as it is committed, and has nothing to say of what only the update will know", async () => {
    const { code, output, plan } = await workspace.preview(...PACK);

    assert.equal(code, 0, output);
    assert.ok(plan.size > 40);
    assert.match(output, /blog@v0\.1\.0/);
    assert.doesNotMatch(output, /can't run policy|advisory|mandatory/);
  });

  describe("when a container may write to its own file system", () => {
    before(() => {
      workspace.edit("components/podSecurity.ts", (text) =>
        text.replace("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false"),
      );
    });

    it("stops a preview and says of each workload what to do", async () => {
      const { code, output } = await workspace.preview(...PACK);

      assert.notEqual(code, 0, output);
      assert.match(output, /\[mandatory\]\s+restricted-pods/);
      for (const workload of ["Deployment backend", "StatefulSet database", "Release proxy"])
        assert.match(output, new RegExp(`${workload} lets container \\S+ change its own programs: set `));
    });

    it("stops an update before any of these pods is made", async () => {
      const { code, output } = await workspace.up(...PACK);

      assert.notEqual(code, 0, output);
      assert.match(output, /Deployment frontend lets container frontend change its own programs/);
      assert.deepEqual(
        workspace.objects.filter(({ kind }) => kind === "Deployment" || kind === "StatefulSet"),
        [],
      );
    });

    it("only tells it where the team has lowered the rule", async () => {
      const levels = workspace.path("levels.json");
      writeFileSync(levels, JSON.stringify({ "restricted-pods": "advisory" }));

      const { code, output } = await workspace.preview(...PACK, "--policy-pack-config", levels);

      assert.equal(code, 0, output);
      assert.match(output, /\[advisory\]\s+restricted-pods/);
    });
  });
});
