import assert from "node:assert/strict";
import { deployed } from "./deployed";
import { shortName } from "./outcome";
import { passwordsIn } from "./state";
import { Workspace } from "./workspace";

/** What no command may delete without being told so: the data, and what makes it readable. */
const GUARDED = [
  "Namespace blog",
  "PersistentVolumeClaim database",
  "Secret database-root",
  "Secret database-user",
];

describe("a stack that is destroyed", function () {
  this.timeout(300_000);

  it("leaves nothing in the cluster, and its images in the registry", async () => {
    const workspace = await deployed();
    const images = workspace.images;
    const { resources = [] } = await workspace.state();
    const built = resources.filter(({ type }) => type === "docker:index/image:Image");
    assert.deepEqual(
      built.map(({ retainOnDelete }) => retainOnDelete),
      [true, true, true],
    );

    const destroy = await workspace.destroy();

    assert.equal(destroy.code, 0, destroy.output);
    assert.deepEqual(objectsOf(workspace), []);
    assert.deepEqual((await workspace.state()).resources ?? [], []);
    assert.equal(Object.keys(images).length, 3);
    assert.deepEqual(workspace.images, images);
  });
});

describe("a stack whose database is protected", function () {
  this.timeout(300_000);
  let workspace: Workspace;

  before(async () => {
    workspace = await deployed();
    const set = await workspace.run("config", "set", "--path", "blog:database.protect", "true");
    assert.equal(set.code, 0, set.output);
    const update = await workspace.up();
    assert.equal(update.code, 0, update.output);
    assert.deepEqual(update.changes, []);
  });

  it("guards the data, its passwords and the namespace around them", async () => {
    const { resources = [] } = await workspace.state();
    const guarded = resources.filter(({ protect }) => protect).map(({ urn }) => shortName(urn));
    const passwords = ["RandomPassword database-root", "RandomPassword database-user"];
    assert.deepEqual(guarded.sort(), [...GUARDED, ...passwords].sort());
  });

  it("refuses to be destroyed, names what is protected and loses nothing", async () => {
    const before = workspace.objects;

    // As an operator does it: the preview refuses. Without it, what is not protected would already be gone.
    const destroy = await workspace.run("destroy", "--yes");

    assert.notEqual(destroy.code, 0);
    for (const leaf of [
      "PersistentVolumeClaim::database",
      "Secret::database-root",
      "Secret::database-user",
    ]) {
      assert.match(destroy.output, new RegExp(`${leaf}" cannot be deleted`));
    }
    assert.deepEqual(workspace.objects, before);
  });

  it("loses all but its data and what makes that readable when asked to spare what is protected", async () => {
    const passwords = passwordsIn(await workspace.state("--show-secrets"));

    const destroy = await workspace.destroy("--exclude-protected");

    assert.equal(destroy.code, 0, destroy.output);
    assert.deepEqual(objectsOf(workspace), GUARDED);
    assert.deepEqual(passwordsIn(await workspace.state("--show-secrets")), passwords);
    assert.equal(passwords.length, 2);
  });

  it("comes up again around the data that was spared", async () => {
    const guarded = workspace.objects;

    const update = await workspace.up();

    assert.equal(update.code, 0, update.output);
    const names = new Set(workspace.objects.map(({ metadata }) => metadata.uid as string));
    for (const { kind, metadata } of guarded) assert.ok(names.has(metadata.uid), `${kind} ${metadata.name}`);
  });
});

const objectsOf = (workspace: Workspace) =>
  workspace.objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort();
