import assert from "node:assert/strict";
import { deployed, empty } from "./deployed";
import { Outcome } from "./outcome";
import { backendReleases, outputsOf, up } from "./rollback/running";
import { CHANGED_BACKEND, changeBackend } from "./sources";
import { Workspace } from "./workspace";

const STUCK = "Pod blog/backend-5d9c7b6f4-x2x7k: container backend: CrashLoopBackOff";

describe("an update that fails half-way", function () {
  this.timeout(300_000);

  it("because pods never become ready says which and why, and is completed by the next one", async () => {
    const workspace = await deployed();
    const before = workspace.objects;
    changeBackend(workspace);
    workspace.fail({ "Deployment backend": { unready: [STUCK] } });

    const failed = await workspace.up();

    assert.notEqual(failed.code, 0);
    assert.match(failed.output, /Deployment \(backend\)/);
    assert.match(failed.output, /Pod blog\/backend-5d9c7b6f4-x2x7k: container backend: CrashLoopBackOff/);

    workspace.fail({});
    const completed = await workspace.up();

    assert.equal(completed.code, 0, completed.output);
    // The image is there by now: it is taken from the registry, and its resource and the one of before are forgotten.
    assert.deepEqual(completed.changes, [
      "delete Image backend",
      "delete Image backend",
      "update Deployment backend",
    ]);
    assert.deepEqual(changedSince(workspace, before), ["Deployment backend"]);
    await isComplete(workspace);
  });

  it("because pods never become ready is no release, until they do", async () => {
    const workspace = await deployed();
    const before = await outputsOf(workspace);
    changeBackend(workspace);
    workspace.fail({ "Deployment backend": { unready: [STUCK] } });

    assert.notEqual((await workspace.up()).code, 0);
    assert.deepEqual(await outputsOf(workspace), before);

    workspace.fail({});
    await up(workspace);

    assert.deepEqual(backendReleases(await outputsOf(workspace)).slice(1), backendReleases(before));
  });

  it("because the proxy cannot be installed leaves the rest standing, and is completed by the next one", async () => {
    const workspace = await empty();
    workspace.fail({ "Release proxy": { refuse: "Helm release blog-proxy/haproxy: timed out after 300 s" } });

    const failed = await workspace.up();

    assert.notEqual(failed.code, 0);
    assert.match(failed.output, /Release \(proxy\)/);
    assert.match(failed.output, /Helm release blog-proxy\/haproxy: timed out after 300 s/);
    const standing = workspace.objects;
    assert.ok(standing.some(({ kind, metadata }) => kind === "Deployment" && metadata.name === "backend"));

    workspace.fail({});
    const completed = await workspace.up();

    assert.equal(completed.code, 0, completed.output);
    assert.deepEqual(completed.changes, ["create Release proxy", "create Service proxy-edge"]);
    assert.deepEqual(changedSince(workspace, standing), []);
    await isComplete(workspace);
  });

  it("because the registry refuses the push leaves the running pods alone, and is completed by the next one", async () => {
    const workspace = await deployed();
    const before = workspace.objects;
    changeBackend(workspace);
    workspace.fail({
      "Image backend": { refuse: "failed to push image: denied: the repository is read-only" },
    });

    const failed = await workspace.up();

    assert.notEqual(failed.code, 0);
    assert.match(failed.output, /Image \(backend-[0-9a-f]{12}\)/);
    assert.match(failed.output, /denied: the repository is read-only/);
    assert.deepEqual(workspace.objects, before);

    workspace.fail({});
    const completed = await workspace.up();

    assert.deepEqual(completed.changes, CHANGED_BACKEND);
    await isComplete(workspace, completed);
  });
});

/** The last update ended well, and another one would find nothing to do. */
async function isComplete(workspace: Workspace, update?: Outcome): Promise<void> {
  if (update) assert.equal(update.code, 0, update.output);
  const next = await workspace.preview("--expect-no-changes");
  assert.equal(next.code, 0, next.output);
}

/** Objects that are other than they were; new ones do not count. */
function changedSince(workspace: Workspace, before: ReturnType<() => Workspace["objects"]>): string[] {
  const now = new Map(workspace.objects.map((object) => [object.metadata.uid, JSON.stringify(object)]));
  return before
    .filter((object) => now.get(object.metadata.uid) !== JSON.stringify(object))
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}
