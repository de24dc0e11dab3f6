import assert from "node:assert/strict";
import program = require("../../index");
import { Release } from "../../components/releases";
import { deploy, IMAGE, names } from "./harness";
import { FakeRegistry } from "./registry/fakeRegistry";
import { putImage } from "./registry/images";
import {
  REPOSITORY,
  OLD,
  tags,
  local,
  pinned,
  linesTold,
  named,
  holding,
  running,
  versionOf,
  revisionOf,
} from "./releasedImageRig";
import { changed } from "./stacks";

describe("images of a stack with a pin", function () {
  this.timeout(30_000);
  const lines = linesTold();

  it("are taken from the registry, also those that the stack itself built last", async () => {
    const first = await deploy(program, local);
    const digests: Record<string, string> = {};
    const registry = holding({ ...tags, backend: OLD }, digests);
    const rollback = await deploy(program, { ...pinned(OLD), outputs: first.outputs, registry });

    assert.deepEqual(rollback.all(IMAGE), []);
    assert.equal(running(rollback).backend, `${REPOSITORY}/backend@${digests.backend}`);
    assert.equal(versionOf(rollback), OLD);
    assert.deepEqual(rollback.outputs.pinned, ["backend"]);
    assert.deepEqual(rollback.outputs.lastBuilt, {});
    assert.ok(lines.includes(`backend ${tags.backend} → ${OLD}: pinned`));
    const [newest] = rollback.outputs.releases as Release[];
    assert.deepEqual([newest.service, newest.tag, newest.digest], ["backend", OLD, digests.backend]);
  });

  it("come in a rollout of their own, as do those that come again after it", async () => {
    const registry = (server: FakeRegistry) => {
      holding(tags)(server);
      holding({ backend: OLD })(server);
    };
    const first = await deploy(program, { ...local, registry });
    const again = await deploy(program, { ...local, registry, outputs: first.outputs });
    const rollback = await deploy(program, { ...pinned(OLD), registry, outputs: again.outputs });
    const undo = await deploy(program, { ...local, registry, outputs: rollback.outputs });

    assert.deepEqual(
      [first, again, rollback, undo].map((deployed) => revisionOf(deployed, "backend")),
      ["1", "1", "2", "3"],
    );
    assert.equal(revisionOf(undo, "frontend"), "1");
  });

  it("to a digest that never ran call their pods by its first twelve digits", async () => {
    const digest = putImage(new FakeRegistry().repository("x"), { tag: OLD });
    const registry = holding({ ...tags, backend: OLD });
    const deployed = await deploy(program, { ...pinned(digest), registry });

    assert.equal(versionOf(deployed), digest.slice("sha256:".length).slice(0, 12));
    assert.equal(running(deployed).backend, `${REPOSITORY}/backend@${digest}`);
    const [release] = (deployed.outputs.releases as Release[]).filter(({ service }) => service === "backend");
    assert.equal("tag" in release, false);
  });

  it("to a digest that ran call their pods by its tag", async () => {
    const digest = putImage(new FakeRegistry().repository("x"), { tag: OLD });
    const time = "2026-01-02T03:04:05Z";
    const releases: Release[] = [{ service: "backend", tag: OLD, digest, time, revision: 1 }];
    const registry = holding({ ...tags, backend: OLD });
    const deployed = await deploy(program, { ...pinned(digest), registry, outputs: { releases } });

    assert.equal(versionOf(deployed), OLD);
  });

  it("are declared where the registry lacks those that are not pinned", async () => {
    const deployed = await deploy(program, { ...pinned(OLD), registry: holding({ backend: OLD }) });

    assert.deepEqual(
      names(deployed.all(IMAGE)),
      named().filter((name) => !name.startsWith("backend")),
    );
  });

  it("stop the update if it leads nowhere", async () => {
    await assert.rejects(deploy(program, { ...pinned(OLD), registry: holding(tags) }), {
      message:
        `backend is pinned to ${OLD}, which is not in ${REPOSITORY}/backend: ` +
        `pin one of the newest there, ${tags.backend}, or remove the pin.`,
    });
  });

  it("run on without their sources", async () => {
    const digests: Record<string, string> = {};
    const registry = holding({ ...tags, backend: OLD }, digests);
    const first = await deploy(program, { ...local, registry });
    const lost = changed(pinned(OLD), { "blog:frontend": { context: "nowhere" } });
    const deployed = await deploy(program, { ...lost, registry, outputs: first.outputs });

    assert.deepEqual(deployed.all(IMAGE), []);
    assert.equal(running(deployed).frontend, `${REPOSITORY}/frontend@${digests.frontend}`);
    assert.ok(lines.some((line) => /^frontend stays as it is: .*nowhere/.test(line)));
  });
});
