import assert from "node:assert/strict";
import { deployed } from "./deployed";
import { CHANGED_BACKEND, changeBackend } from "./sources";

describe("a stack that is up", function () {
  this.timeout(300_000);

  it("is left as it is by a second update", async () => {
    const workspace = await deployed();
    const before = workspace.objects;

    const update = await workspace.up("--expect-no-changes");

    assert.equal(update.code, 0, update.output);
    assert.deepEqual(update.changes, []);
    assert.deepEqual(workspace.objects, before);
  });

  it("is found by a refresh as it was left", async () => {
    const refresh = await (await deployed()).refresh("--expect-no-changes");

    assert.equal(refresh.code, 0, refresh.output);
  });

  it("keeps the number of pods that the autoscaler chose", async () => {
    const workspace = await deployed();
    workspace.objects = workspace.objects.map((object) =>
      isBackend(object) ? { ...object, spec: { ...object.spec, replicas: 4 } } : object,
    );
    changeBackend(workspace);

    const update = await workspace.up("--refresh");

    assert.equal(update.code, 0, update.output);
    assert.deepEqual(update.changes, CHANGED_BACKEND);
    assert.equal(workspace.object("Deployment", "backend").spec.replicas, 4);
  });

  it("grows its volume in place", async () => {
    const workspace = await deployed();
    const volume = workspace.object("PersistentVolumeClaim", "database");
    const set = await workspace.run("config", "set", "--path", "blog:database.storageGiB", "3");
    assert.equal(set.code, 0, set.output);

    const update = await workspace.up();

    assert.equal(update.code, 0, update.output);
    assert.deepEqual(update.changes, ["update PersistentVolumeClaim database"]);
    const grown = workspace.object("PersistentVolumeClaim", "database");
    assert.equal(grown.spec.resources.requests.storage, "3Gi");
    assert.equal(grown.metadata.uid, volume.metadata.uid);
  });
});

const isBackend = ({ kind, metadata }: Record<string, any>) =>
  kind === "Deployment" && metadata.name === "backend";
