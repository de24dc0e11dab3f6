import assert from "node:assert/strict";
import { isSentence } from "../../unit/sentence";
import { registry } from "../registry";
import { Workspace } from "../workspace";
import { pin } from "./pin";
import { isSettled, outputsOf } from "./running";
import { backendTags, threeReleases } from "./threeReleases";

const NOWHERE = "000000000000";

describe("a pin that cannot be followed", function () {
  this.timeout(600_000);

  afterEach(() => {
    registry().down = false;
  });

  it("changes nothing, and is forgotten when it is removed", async () => {
    const { workspace, tagA } = await threeReleases();

    pin(workspace, NOWHERE);
    const missing = await refused(workspace);
    assert.match(
      missing,
      new RegExp(`^backend is pinned to ${NOWHERE}, which is not in 127.0.0.1:\\d+/blog/backend: `),
    );
    for (const tag of backendTags(workspace)) assert.match(missing, new RegExp(`\\b${tag}\\b`));

    pin(workspace, tagA);
    registry().down = true;
    assert.match(await refused(workspace), /127\.0\.0\.1:\d+.* cannot be looked up/);

    registry().down = false;
    pin(workspace);
    await isSettled(workspace);
  });

  it("is refused alike by a preview", async () => {
    const { workspace } = await threeReleases();
    pin(workspace, NOWHERE);

    const preview = await workspace.preview();

    assert.notEqual(preview.code, 0);
    assert.match(preview.output, new RegExp(`backend is pinned to ${NOWHERE}`));
    assert.deepEqual(preview.changes, []);
  });
});

/** Tries an update that is to be refused before anything changes; returns why, which is one sentence. */
async function refused(workspace: Workspace): Promise<string> {
  const [objects, outputs, known] = [workspace.objects, await outputsOf(workspace), await urnsOf(workspace)];

  const { code, errors, output } = await workspace.up();

  assert.notEqual(code, 0, output);
  assert.deepEqual(workspace.objects, objects);
  assert.deepEqual(await outputsOf(workspace), outputs);
  assert.deepEqual(await urnsOf(workspace), known);
  const reasons = errors.filter((error) => error !== "update failed");
  assert.equal(reasons.length, 1, output);
  return isSentence(reasons[0]);
}

async function urnsOf(workspace: Workspace): Promise<string[]> {
  return ((await workspace.state()).resources ?? []).map(({ urn }) => urn);
}
