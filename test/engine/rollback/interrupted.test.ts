import assert from "node:assert/strict";
import { Workspace } from "../workspace";
import { pin } from "./pin";
import { backendImage, isSettled, up } from "./running";
import { threeReleases } from "./threeReleases";

const STUCK = "Pod blog/backend-5d9c7b6f4-x2x7k: container backend: CrashLoopBackOff";

describe("a rollback that does not come to its end", function () {
  this.timeout(600_000);

  it("because the old version does not start says why, and the same command completes it", async () => {
    const { workspace, tagA, imageA } = await threeReleases();
    pin(workspace, tagA);
    workspace.fail({ "Deployment backend": { unready: [STUCK] } });

    const failed = await workspace.up();

    assert.notEqual(failed.code, 0);
    assert.match(failed.output, /container backend: CrashLoopBackOff/);

    workspace.fail({});
    await up(workspace);

    assert.equal(backendImage(workspace), imageA);
    await isSettled(workspace);
  });

  it("because the cluster refuses it leaves the pods as they are, and the same command completes it", async () => {
    const { workspace, tagA, imageA } = await threeReleases();
    const before = workspace.objects;
    pin(workspace, tagA);
    workspace.fail({ "Deployment backend": { refuse: "admission webhook denied the request" } });

    const failed = await workspace.up();

    assert.notEqual(failed.code, 0);
    assert.deepEqual(workspace.objects, before);

    workspace.fail({});
    await up(workspace);

    assert.equal(backendImage(workspace), imageA);
    await isSettled(workspace);
  });

  it("because it was killed at the pods is completed by the same command", async () => {
    const { workspace, tagA, imageA } = await threeReleases();
    pin(workspace, tagA);

    await killedAtPods(workspace);
    await up(workspace);

    assert.equal(backendImage(workspace), imageA);
    await isSettled(workspace);
  });
});

/** Kills the CLI while it waits for the backend's pods, and takes away the lock that it leaves behind. */
async function killedAtPods(workspace: Workspace): Promise<void> {
  const hold = await workspace.hold("Deployment backend");
  const update = workspace.start(["up", "--yes", "--skip-preview"]);
  const early = update.end.then(({ output }) =>
    Promise.reject(new Error(`The update ended early: ${output}`)),
  );
  await Promise.race([hold.reached, early]);
  update.kill("SIGKILL");
  const { code } = await update.end;
  assert.equal(code, undefined, "the update was not killed");
  await hold.ended;
  workspace.fail({});
  const cancel = await workspace.run("cancel", "--yes");
  assert.equal(cancel.code, 0, cancel.output);
}
