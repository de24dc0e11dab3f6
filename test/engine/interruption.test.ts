import assert from "node:assert/strict";
import { deployed, empty } from "./deployed";
import { changeBackend } from "./sources";
import { Workspace } from "./workspace";

/** With it, what was created without a note in the state is taken over instead of refused for being there already. */
const TAKE_OVER = { PULUMI_K8S_UPSERT_EXISTING_OBJECTS: "true" };

describe("an update whose process is killed", function () {
  this.timeout(300_000);

  it("while pods are replaced is completed by the next one", async () => {
    const workspace = await deployed();
    changeBackend(workspace);

    await killedAt(workspace, "Deployment backend");
    const update = await workspace.up();

    assert.equal(update.code, 0, update.output);
    // The image was pushed before the kill: it is taken from the registry now.
    assert.deepEqual(
      update.changes.filter((change) => / Image /.test(change) && !change.startsWith("delete ")),
      [],
    );
    await nothingIsLeftToDo(workspace);
  });

  it("while it installs for the first time is completed by the next one that may take over what is there", async () => {
    const workspace = await empty();

    await killedAt(workspace, "StatefulSet database");
    const { pending_operations: pending = [] } = await workspace.state();
    assert.ok(
      pending.some(
        ({ type, resource }) => type === "creating" && /StatefulSet::database$/.test(resource.urn),
      ),
    );

    // Only a refresh lets the engine forget operations of which it cannot know whether they came to an end.
    const refresh = await workspace.refresh("--clear-pending-creates");
    assert.equal(refresh.code, 0, refresh.output);
    Object.assign(workspace.variables, TAKE_OVER);
    const update = await workspace.up();

    assert.equal(update.code, 0, update.output);
    await nothingIsLeftToDo(workspace);
  });
});

/** Kills the CLI while the operation on a resource is under way, and takes away the lock that it leaves behind. */
async function killedAt(workspace: Workspace, resource: string): Promise<void> {
  const hold = await workspace.hold(resource);
  const update = workspace.start(["up", "--yes", "--skip-preview"]);
  await Promise.race([
    hold.reached,
    update.end.then(({ output }) =>
      Promise.reject(new Error(`The update ended before ${resource}: ${output}`)),
    ),
  ]);
  update.kill("SIGKILL");
  const { code } = await update.end;
  assert.equal(code, undefined, "the update was not killed");
  // The stand-in notices by itself that its engine is gone.
  await hold.ended;
  workspace.fail({});

  const locked = await workspace.up();
  assert.notEqual(locked.code, 0);
  assert.match(locked.output, /locked/);
  const cancel = await workspace.run("cancel", "--yes");
  assert.equal(cancel.code, 0, cancel.output);
}

async function nothingIsLeftToDo(workspace: Workspace): Promise<void> {
  const next = await workspace.preview("--expect-no-changes");
  assert.equal(next.code, 0, next.output);
  assert.deepEqual((await workspace.state()).pending_operations ?? [], []);
}
