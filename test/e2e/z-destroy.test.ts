import assert from "node:assert/strict";
import { blog } from "./hooks";

// After all others, as run.sh has it: they need the blog that this takes away.
describe("destroying the stack", () => {
  it("leaves nothing in the cluster", async function () {
    this.timeout("10m");
    const destroyed = await blog().pulumi("destroy", "--yes", "--skip-preview");
    assert.equal(destroyed.code, 0, destroyed.text);
    const namespaces = (await blog().kubectl("get", "namespaces", "--output=name")).split("\n");
    assert.deepEqual(
      namespaces.filter((name) => name.includes("blog")),
      [],
    );
    for (const kind of ["persistentvolumes", "persistentvolumeclaims", "secrets"]) {
      const left = await blog().kubectl("get", kind, "--all-namespaces", "--output=name");
      assert.doesNotMatch(left, /blog|database|haproxy/, kind);
    }
    assert.equal(await blog().kubectl("get", "persistentvolumes", "--output=name"), "");
  });
});
