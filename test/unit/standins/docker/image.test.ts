import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { imageResource } from "../../../standins/docker/image";
import { MemoryStore } from "../../../standins/docker/memoryStore";
import { type Properties, Secret, textOf } from "../../../standins/protocol/value";
import { callOf } from "../call";

const call = callOf("docker:index/image:Image");
const image = imageResource(new MemoryStore(undefined));

describe("an image", () => {
  let context: string;
  let news: Properties;

  beforeEach(() => {
    context = mkdtempSync(join(tmpdir(), "image-"));
    writeFileSync(join(context, "Dockerfile"), "FROM scratch");
    news = { imageName: "127.0.0.1:5001/blog/backend:1", build: { context, platform: "linux/amd64" } };
  });
  afterEach(() => rmSync(context, { recursive: true }));

  const check = async (given: Properties) =>
    image.check({ ...call, olds: {}, news: given, randomSeed: new Uint8Array() });
  const made = async (given: Properties): Promise<Properties> => {
    const { inputs } = await check(given);
    return (await image.create({ ...call, news: inputs, preview: false, timeoutSeconds: 0 })).state;
  };
  const diff = async (olds: Properties, given: Properties) => {
    const { inputs } = await check(given);
    return image.diff({ ...call, id: "", olds, oldInputs: {}, news: inputs, ignoreChanges: [] });
  };

  it("is known by the digest of what was pushed", async () => {
    assert.match(
      textOf((await made(news)).repoDigest) ?? "",
      /^127\.0\.0\.1:5001\/blog\/backend@sha256:[0-9a-f]{64}$/,
    );
  });

  it("is not built in a preview, so its digest is not known there", async () => {
    const { state } = await image.create({ ...call, news, preview: true, timeoutSeconds: 0 });
    assert.equal(state.repoDigest, undefined);
  });

  it("changes with its sources, in place", async () => {
    const olds = await made(news);
    assert.deepEqual((await diff(olds, news)).changes, []);
    writeFileSync(join(context, "Dockerfile"), "FROM busybox");
    assert.deepEqual((await diff(olds, news)).changes, [{ path: "build", kind: "update", replaces: false }]);
  });

  it("does not change for other credentials, but for another registry", async () => {
    const registry = (server: string, password: string) => ({
      ...news,
      registry: { server, username: "u", password },
    });
    const olds = await made(registry("a", "1"));
    assert.deepEqual((await diff(olds, registry("a", "2"))).changes, []);
    assert.equal((await diff(olds, registry("b", "1"))).changes.length, 1);
  });

  it("keeps its inputs secret in the state", async () => {
    assert.ok((await made(news)).__inputs instanceof Secret);
  });

  const refused: [string, (given: Properties) => Properties, RegExp][] = [
    ["a name without registry", (given) => ({ ...given, imageName: "backend:1" }), /fully qualified/],
    [
      "a missing context",
      () => ({ imageName: "a.b/c", build: { context: "/nowhere" } }),
      /could not open dockerfile/,
    ],
    [
      "an unknown builder",
      (given) => ({ ...given, build: { context, builderVersion: "V3" } }),
      /invalid Docker Builder/,
    ],
  ];
  for (const [what, change, message] of refused) {
    it(`is refused with ${what}`, async () => {
      await assert.rejects(check(change(news)), message);
    });
  }

  it("is refused with arguments that do not exist", async () => {
    const { failures } = await check({ ...news, build: { context, contxt: "." } });
    assert.match(failures?.[0].reason ?? "", /Unknown argument "contxt"/);
  });
});
