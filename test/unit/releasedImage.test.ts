import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import program = require("../../index");
import { forEachImage, ImageName } from "../../components/platform/platform";
import { Release } from "../../components/releases";
import { Declared, deploy, IMAGE, names } from "./harness";
import {
  REPOSITORY,
  OLD,
  ALL,
  tags,
  local,
  pinned,
  linesTold,
  named,
  tagsAndRounds,
  holding,
  running,
  versionOf,
} from "./releasedImageRig";
import { changed } from "./stacks";

describe("images of a stack", function () {
  this.timeout(30_000);
  const lines = linesTold();

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
