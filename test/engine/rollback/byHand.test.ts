import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { StackFile } from "../../../commands/rollback/stackFile";
import { empty } from "../deployed";
import { Workspace } from "../workspace";

const PIN = ["config", "set", "--path", "--type", "string", "blog:backend.tag"];

describe("a pin that is set by hand", function () {
  this.timeout(300_000);
  let workspace: Workspace;
  before(async () => {
    workspace = await empty();
  });

  const fileText = () => readFileSync(workspace.path("Pulumi.local.yaml"), "utf8");

  it("is a text, also where it looks like a number, and goes as it came", async () => {
    const before = parse(fileText()) as unknown;
    for (const tag of ["12345678e901", "123456789012"]) {
      const { code, output } = await workspace.run(...PIN, tag);
      assert.equal(code, 0, output);
      const preview = await workspace.preview();
      assert.match(preview.output, new RegExp(`backend is pinned to ${tag}, which is not in `));
      assert.equal(new StackFile("local", workspace.folder).pinOf("backend"), tag);
    }

    const { code, output } = await workspace.run("config", "rm", "--path", "blog:backend.tag");
    assert.equal(code, 0, output);
    assert.deepEqual(parse(fileText()), before);
  });
});
