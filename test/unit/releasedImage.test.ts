import assert from "node:assert/strict";
import { mock } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import program = require("../../index");
import { tagOf } from "../../components/image";
import { forEachImage, ImageName } from "../../components/platform/platform";
import { Release } from "../../components/releases";
import {
  Declared,
  Deployed,
  deploy,
  DEPLOYMENT,
  IMAGE,
  names,
  podOf,
  Situation,
  STATEFUL_SET,
} from "./harness";
import { FakeRegistry } from "./registry/fakeRegistry";
import { FakeImage, putImage } from "./registry/images";
import { changed, committed } from "./stacks";

const REPOSITORY = "127.0.0.1:5001/blog";
const OLD = "3f2a9c1d04be";
const ALL = ["backend", "database", "frontend"];
const tags = forEachImage((service) => tagOf({ context: `dockerfiles/${service}`, buildArgs: {} }));

const local = committed("local");
const pinned = (tag: string, more: Situation = local) =>
  changed(more, { "blog:backend": { ...(JSON.parse(more.config["blog:backend"]) as object), tag } });

describe("images of a stack", function () {
  this.timeout(30_000);

  let lines: string[];
  beforeEach(() => {
    lines = [];
    for (const way of ["log", "warn"] as const) {
      mock.method(console, way, (line: string) => lines.push(line.replace(/^\w+: \[runtime\] /, "")));
    }
  });
  afterEach(() => mock.restoreAll());

  it("are declared where nobody has built them", async () => {
    const deployed = await deploy(program, local);

    assert.deepEqual(names(deployed.all(IMAGE)), named());
    assert.deepEqual(
      forEachImage((service) => deployed.one(IMAGE, `${service}-${tags[service]}`).inputs.imageName),
      forEachImage((service) => `${REPOSITORY}/${service}:${tags[service]}`),
    );
    assert.ok(deployed.all(IMAGE).every(({ opts }) => opts.retainOnDelete));
    assert.deepEqual(
      lines.sort(),
      ALL.map((service) => `${service} ${tags[service as ImageName]}: will build`),
    );
    assert.equal(versionOf(deployed), tags.backend);
    assert.deepEqual(
      tagsAndRounds(deployed),
      forEachImage((service) => ({ tag: tags[service], round: 0 })),
    );
    assert.deepEqual(deployed.outputs.pinned, []);
  });

  it("are declared again, and no differently, by the update that follows", async () => {
    const first = await deploy(program, local);
    const second = await deploy(program, { ...local, outputs: first.outputs, registry: holding(tags) });

    const asDeclared = ({ name, inputs }: Declared): unknown => ({ name, inputs });
    assert.equal(second.all(IMAGE).length, 3);
    assert.deepEqual(second.all(IMAGE).map(asDeclared), first.all(IMAGE).map(asDeclared));
    assert.deepEqual(second.outputs.lastBuilt, first.outputs.lastBuilt);
  });

  it("are taken from the registry, by digest, where others built them", async () => {
    const digests: Record<string, string> = {};
    const deployed = await deploy(program, { ...local, registry: holding(tags, digests) });

    assert.deepEqual(deployed.all(IMAGE), []);
    assert.deepEqual(
      running(deployed),
      forEachImage((service) => `${REPOSITORY}/${service}@${digests[service]}`),
    );
    assert.deepEqual(deployed.outputs.images, running(deployed));
    assert.deepEqual(deployed.outputs.lastBuilt, {});
    assert.ok(lines.includes(`backend ${tags.backend}: already in the registry`));
  });

  it("are built again once when the registry has lost them", async () => {
    const first = await deploy(program, local);
    const again = await deploy(program, { ...local, outputs: first.outputs });
    const after = await deploy(program, { ...local, outputs: again.outputs, registry: holding(tags) });

    for (const deployed of [again, after]) {
      assert.deepEqual(names(deployed.all(IMAGE)), named("-1"));
      assert.deepEqual(
        tagsAndRounds(deployed),
        forEachImage((service) => ({ tag: tags[service], round: 1 })),
      );
    }
  });

  describe("with a pin", () => {
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
      const [release] = (deployed.outputs.releases as Release[]).filter(
        ({ service }) => service === "backend",
      );
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

  it("need their sources where nothing is pinned", async () => {
    const lost = changed(local, { "blog:frontend": { context: "nowhere" } });

    await assert.rejects(deploy(program, { ...lost, registry: holding(tags) }), /nowhere/);
  });

  it("are refused if the nodes cannot run them, and nothing runs them", async () => {
    const registry = holding({ ...tags, backend: OLD }, {}, { architecture: "arm64" });

    await assert.rejects(deploy(program, { ...pinned(OLD), registry }), {
      message:
        /Image .*\/blog\/backend@sha256:[0-9a-f]{64} is for linux\/arm64 and the nodes are linux\/amd64: /,
    });
    // Whatever waited for the image fails one after the other, and must not do so in another test.
    await new Promise(setImmediate);
    await pulumi.runtime.disconnect().catch(() => undefined);
  });

  it("say by their labels which schema they work with", async () => {
    const labels = { "blog-stack.schema.min": "2", "blog-stack.schema.max": "4" };
    const { outputs } = await deploy(program, { ...local, registry: holding(tags, {}, { labels }) });

    const ranges = (outputs.releases as Release[]).map(({ service, schema }) => [service, schema]);
    assert.deepEqual(ranges, [
      ["backend", { min: 2, max: 4 }],
      ["frontend", undefined],
      ["database", undefined],
    ]);
  });
});

/** What the resources of all images are called. */
const named = (round = "") => ALL.map((service) => `${service}-${tags[service as ImageName]}${round}`);

const tagsAndRounds = ({ outputs }: Deployed) => {
  const built = outputs.lastBuilt as Record<ImageName, { tag: string; round: number }>;
  return forEachImage((service) => ({ tag: built[service].tag, round: built[service].round }));
};

/** A registry with one image of each service, of the backend with more to it; its digests are written down. */
function holding(
  images: Partial<Record<ImageName, string>>,
  digests: Record<string, string> = {},
  backend: FakeImage = {},
): NonNullable<Situation["registry"]> {
  return (registry) => {
    for (const [service, tag] of Object.entries(images)) {
      const image = service === "backend" ? { ...backend, tag } : { tag };
      digests[service] = putImage(registry.repository(`blog/${service}`), image);
    }
  };
}

const running = (deployed: Deployed): Record<ImageName, string> => ({
  backend: podOf(deployed.one(DEPLOYMENT, "backend")).containers[0].image,
  frontend: podOf(deployed.one(DEPLOYMENT, "frontend")).containers[0].image,
  database: podOf(deployed.one(STATEFUL_SET, "database")).containers[0].image,
});

const versionOf = (deployed: Deployed) =>
  podOf(deployed.one(DEPLOYMENT, "backend")).containers[0].env.find(
    ({ name }: { name: string }) => name === "VERSION",
  ).value as string;

const revisionOf = (deployed: Deployed, service: string) =>
  deployed.one(DEPLOYMENT, service).inputs.spec.template.metadata.annotations[
    "blog-stack/revision"
  ] as string;
