import assert from "node:assert/strict";
import { impatient, registryForEach, status } from "./asking";
import { digestOf } from "./fakeAnswer";
import { putImage, putIndex } from "./images";

const A = "3f2a9c1d04be";
const B = "91bc07e6a2f1";
const NOWHERE = `sha256:${"0".repeat(64)}`;

describe("an image in a registry", () => {
  const registry = registryForEach();
  const repository = () => registry().repository("blog/backend");
  const client = () => impatient(`${registry().host}/blog/backend`).client;

  for (const family of ["oci", "docker"] as const) {
    it(`is found by tag and by digest (${family})`, async () => {
      const digest = putImage(repository(), { tag: A, family });
      assert.equal(await client().digestOf(A), digest);
      assert.equal(await client().digestOf(digest), digest);
      assert.equal((await client().imageOf(digest))?.digest, digest);
    });

    it(`is found as an index, and read as the image that the nodes run (${family})`, async () => {
      const digest = putIndex(repository(), ["unknown", "arm64", "amd64"], { tag: A, family });
      assert.equal(await client().digestOf(A), digest);
      const image = await client().imageOf(A);
      assert.equal(image?.digest, digest);
      assert.equal(image.platform, "linux/amd64");
      assert.deepEqual(image.labels, { of: "amd64" });
    });
  }

  it("is asked for without its content", async () => {
    putImage(repository(), { tag: A });
    await client().digestOf(A);
    assert.deepEqual(registry().asked, [`HEAD /v2/blog/backend/manifests/${A}`]);
  });

  it("says what it is", async () => {
    const digest = putImage(repository(), { tag: A, architecture: "arm64", labels: { schema: "3" } });
    assert.deepEqual(await client().imageOf(A), {
      digest,
      platform: "linux/arm64",
      created: new Date("2026-01-02T03:04:05.678Z"),
      labels: { schema: "3" },
    });
  });

  it("need not have labels or a time", async () => {
    putImage(repository(), { tag: A, labels: null, created: "" });
    const image = await client().imageOf(A);
    assert.deepEqual(image?.labels, {});
    assert.equal(image.created, undefined);
  });

  it("of an index without the nodes' platform says which one there is", async () => {
    putIndex(repository(), ["unknown", "arm64"], { tag: A });
    assert.equal((await client().imageOf(A))?.platform, "linux/arm64");
  });

  it("is absent without its tag, its digest or its repository", async () => {
    putImage(repository(), { tag: A });
    assert.equal(await client().digestOf(B), undefined);
    assert.equal(await client().digestOf(NOWHERE), undefined);
    assert.equal(await client().imageOf(B), undefined);
    const other = impatient(`${registry().host}/blog/other`).client;
    assert.equal(await other.digestOf(A), undefined);
    assert.equal(await other.imageOf(A), undefined);
    assert.deepEqual(await other.tags(), []);
  });

  it("is absent from a registry that does not say its version", async () => {
    registry().versionHeader = false;
    assert.equal(await client().digestOf(B), undefined);
    assert.deepEqual(registry().asked, [`HEAD /v2/blog/backend/manifests/${B}`, "GET /v2/"]);
  });

  it("is found where the answer to HEAD has no digest", async () => {
    const digest = putImage(repository(), { tag: A });
    const type = "application/vnd.oci.image.manifest.v1+json";
    registry().intruders.push(status(200, { "Content-Type": type }));
    assert.equal(await client().digestOf(A), digest);
  });

  it("is read through a redirect to a storage that wants no login", async () => {
    registry().redirect = true;
    putImage(repository(), { tag: A });
    assert.equal((await client().imageOf(A))?.platform, "linux/amd64");
    assert.equal(registry().asked.at(-1), "GET storage");
  });

  it("is refused when its bytes are not those of its digest", async () => {
    const digest = putImage(repository(), { tag: A });
    const other = putImage(repository(), { labels: { other: "" } });
    repository().manifests.set(digest, repository().manifests.get(other)!);
    await assert.rejects(client().imageOf(digest), {
      message:
        `Image ${registry().host}/blog/backend@${digest} cannot be read: ${registry().host} gave an answer that makes ` +
        `no sense (bytes of ${other} for ${digest}): correct the registry's address, or see what lies between.`,
    });
    await assert.rejects(client().digestOf(digest), /cannot be looked up: .*bytes of/);
  });

  it("is refused when the registry names another digest than its bytes have", async () => {
    const digest = putImage(repository(), { tag: A });
    const headers = { "Docker-Content-Digest": NOWHERE };
    registry().intruders.push(status(200, headers, repository().manifests.get(digest)?.bytes.toString()));
    await assert.rejects(client().imageOf(A), new RegExp(`bytes of ${digest} under the digest ${NOWHERE}`));
  });

  it("is refused when its configuration's bytes are not those of its digest", async () => {
    putImage(repository(), { tag: A });
    const [[digest, blob]] = repository().blobs;
    repository().blobs.set(digest, { ...blob, bytes: Buffer.concat([blob.bytes, Buffer.from(" ")]) });
    await assert.rejects(client().imageOf(A), new RegExp(`bytes of sha256:[0-9a-f]+ for ${digest}`));
  });

  const broken: [what: string, content: object, sentence: RegExp][] = [
    [
      "no manifest",
      { schemaVersion: 1 },
      /the manifest has a wrong form: it is neither an image nor an index/,
    ],
    [
      "an image and an index at once",
      { schemaVersion: 2, config: { digest: NOWHERE }, layers: [], manifests: [] },
      /neither an image nor an index/,
    ],
    [
      "a digest that is none",
      { schemaVersion: 2, config: { digest: "../x" }, layers: [] },
      /wrong config\.digest: it is no SHA-256 digest/,
    ],
    ["an empty index", { schemaVersion: 2, manifests: [] }, /\(an index without an image\)/],
    [
      "an index of what is not there",
      {
        schemaVersion: 2,
        manifests: [{ digest: NOWHERE, platform: { os: "linux", architecture: "amd64" } }],
      },
      /\(an index whose image sha256:0+ is not there\)/,
    ],
    [
      "a configuration that is not there",
      { schemaVersion: 2, config: { digest: NOWHERE }, layers: [] },
      /\(an image whose configuration sha256:0+ is not there\)/,
    ],
  ];
  for (const [what, content, sentence] of broken) {
    it(`is refused with ${what}`, async () => {
      repository().put("application/vnd.oci.image.manifest.v1+json", content, A);
      await assert.rejects(client().imageOf(A), sentence);
    });
  }

  it("is refused with a manifest that is not JSON", async () => {
    const bytes = Buffer.from("{");
    const type = "application/vnd.oci.image.manifest.v1+json";
    repository().manifests.set(digestOf(bytes), { type, bytes });
    await assert.rejects(client().imageOf(digestOf(bytes)), /\(the manifest is not JSON\)/);
  });

  for (const reference of ["", "..", "a/b", "a b", "sha256:0", `${NOWHERE}0`, "tag?x", "a".repeat(129)]) {
    it(`is not asked for as "${reference}"`, async () => {
      await assert.rejects(
        client().digestOf(reference),
        /cannot be looked up in .*: give a tag, or a digest/,
      );
      assert.deepEqual(registry().asked, []);
    });
  }
});
