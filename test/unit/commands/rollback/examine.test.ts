import assert from "node:assert/strict";
import { Failure } from "../../../../commands/failure";
import { Deployed, ServiceName } from "../../../../commands/releases/deployed";
import { examined, liveSchema } from "../../../../commands/rollback/examine";
import { RepositoryClient } from "../../../../components/registry/repositoryClient";
import { FakeRegistry } from "../../registry/fakeRegistry";
import { putImage } from "../../registry/images";
import { isSentence } from "../../sentence";
import { digest, release, stackWith, tag } from "./deployed";
import { pageOf } from "./page";

const labels = (min: number, max: number) => ({
  "blog-stack.image": "backend",
  "blog-stack.schema.min": String(min),
  "blog-stack.schema.max": String(max),
});

describe("the look at an image before a rollback", () => {
  let registry: FakeRegistry;
  beforeEach(async () => {
    registry = new FakeRegistry();
    await registry.start();
  });
  afterEach(() => registry.stop());

  const clientOf = (service: ServiceName) =>
    Promise.resolve(new RepositoryClient({ url: `${registry.host}/blog/${service}`, login: undefined }));
  const put = (letter: string, min: number, max: number, architecture?: string) =>
    putImage(registry.repository("blog/backend"), {
      tag: tag(letter),
      labels: labels(min, max),
      architecture,
    });
  const look = (reference: string, deployed: Deployed) =>
    examined([{ service: "backend", reference }], deployed, clientOf);
  const refused = async (reference: string, deployed: Deployed): Promise<string> => {
    const error: unknown = await look(reference, deployed).then(
      () => assert.fail("it may run"),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Failure, String(error));
    return isSentence(error.message);
  };

  it("finds its digest, and what its pods will answer", async () => {
    const found = put("a", 1, 1);
    const deployed = stackWith(release("backend", "b", 1));

    assert.deepEqual(await look(tag("a"), deployed), [
      { service: "backend", reference: tag("a"), digest: found, version: tag("a") },
    ]);
    const [byDigest] = await look(found, deployed);
    assert.equal(byDigest.version, found.slice(7, 19));
  });

  it("names the newest release that would pass, other than the one that runs", async () => {
    const ranBefore = (letter: string, day: number, min: number, max: number) =>
      release("backend", letter, day, { digest: put(letter, min, max) });
    put("e", 9, 9);
    const page = await pageOf(() => '{"schema":{"live":2}}');
    try {
      const deployed = {
        ...stackWith(
          ranBefore("d", 4, 2, 2),
          ranBefore("c", 3, 1, 1),
          ranBefore("b", 2, 2, 3),
          ranBefore("a", 1, 2, 2),
        ),
        url: page.url,
      };
      assert.match(
        await refused(tag("e"), deployed),
        /too new .* is at 2: the newest release that would pass is b{12}, so/,
      );
    } finally {
      await page.close();
    }
  });

  it("says so where no release would pass, as their images are gone", async () => {
    const deployed = stackWith(release("backend", "c", 2), release("backend", "b", 1));
    assert.match(
      await refused(digest("e"), deployed),
      /@sha256:e{64} is not in its registry: .* no earlier release/,
    );
  });

  it("asks the backend for the schema, and trusts what ran where it does not answer", async () => {
    const deployed = stackWith(release("backend", "a", 1, { schema: { min: 1, max: 4 } }));
    assert.deepEqual(await liveSchema(deployed), { version: 4, asked: false });
    const page = await pageOf(() => '{"schema":{"live":3}}');
    try {
      assert.deepEqual(await liveSchema({ ...deployed, url: page.url }), { version: 3, asked: true });
    } finally {
      await page.close();
    }
  });
});
