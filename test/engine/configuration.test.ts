import assert from "node:assert/strict";
import { existsSync, rmSync } from "node:fs";
import { empty } from "./deployed";
import { Outcome } from "./outcome";
import { Workspace } from "./workspace";

const CLUSTER_WITHOUT_CONTEXT = {
  registry: "127.0.0.1:5001/blog",
  edge: { type: "NodePort", nodePort: 30080, url: "http://127.0.0.1:8080" },
};

const WRONG: Record<string, [keys: Record<string, unknown>, sentence: RegExp]> = {
  "a platform that does not exist": [
    { "blog:platform": "azure" },
    /^blog:platform must be .*"cluster".*"azure"/,
  ],
  "no platform": [{ "blog:platform": undefined }, /^blog:platform is missing/],
  "a misspelt key": [{ "blog:bakend": { minReplicas: 3 } }, /^blog:bakend is not a known key/],
  "a misspelt key inside of another": [
    { "blog:backend": { minReplica: 3 } },
    /^blog:backend\.minReplica is not a known key/,
  ],
  "too few pods": [
    { "blog:backend": { minReplicas: 0 } },
    /^blog:backend\.minReplicas must be .* 1 to 100, got 0/,
  ],
  "a text for a group of keys": [
    { "blog:proxy": "fast" },
    /^blog:proxy must be a group of keys, got "fast": write/,
  ],
  "more pods at least than at most": [
    { "blog:frontend": { minReplicas: 5, maxReplicas: 2 } },
    /^blog:frontend has minReplicas 5 above maxReplicas 2/,
  ],
  "an amount of memory in a wrong unit": [
    { "blog:database": { memory: "1GB" } },
    /^blog:database\.memory must be a Kubernetes memory quantity .*"1GB"/,
  ],
  "no context": [{ "blog:cluster": CLUSTER_WITHOUT_CONTEXT }, /^blog:cluster\.context is missing/],
  "a text for a truth value": [
    { "blog:database": { protect: "maybe" } },
    /^blog:database\.protect must be true or false, got "maybe"/,
  ],
};

describe("a wrong configuration", function () {
  this.timeout(300_000);

  for (const [what, [keys, sentence]] of Object.entries(WRONG)) {
    it(`with ${what} is refused before anything is created`, async () => {
      const workspace = await empty();
      workspace.configure(keys);

      await refused(workspace, await workspace.up(), sentence);
    });
  }
});

describe("a missing source", function () {
  this.timeout(300_000);

  it("of a whole context is refused before anything is created", async () => {
    const workspace = await empty();
    rmSync(workspace.path("dockerfiles/database"), { recursive: true });

    await refused(
      workspace,
      await workspace.up(),
      /^Build context dockerfiles\/database is not a folder: correct/,
    );
  });

  it("of a Dockerfile is refused before anything is created", async () => {
    const workspace = await empty();
    rmSync(workspace.path("dockerfiles/frontend/Dockerfile"));

    await refused(
      workspace,
      await workspace.up(),
      /^Build context dockerfiles\/frontend has no Dockerfile: add/,
    );
  });
});

/** One sentence for people, and nothing made. */
async function refused(workspace: Workspace, update: Outcome, sentence: RegExp): Promise<void> {
  assert.notEqual(update.code, 0);
  assert.equal(update.errors.length, 1, update.output);
  assert.match(update.errors[0], sentence);
  assert.equal(update.errors[0].split("\n").length, 1, update.errors[0]);
  assert.doesNotMatch(update.output, /node_modules|^\s+at /m);
  assert.equal(existsSync(workspace.path("registry.json")), false, "images were pushed");
  assert.equal(existsSync(workspace.path("objects.json")), false, "objects were created");
  const { resources = [] } = await workspace.state();
  assert.deepEqual(
    resources.filter(({ id }) => id !== undefined),
    [],
  );
}
