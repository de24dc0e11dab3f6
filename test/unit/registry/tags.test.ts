import assert from "node:assert/strict";
import { CONTENT_TAG } from "../../../components/imageDecision";
import { lookUp } from "../../../components/registry/lookUp";
import { impatient, registryForEach, status } from "./asking";
import { putImage } from "./images";

const tag = (number: number) => number.toString(16).padStart(12, "0");

describe("the tags of a repository", () => {
  const registry = registryForEach();
  const repository = () => registry().repository("backend");
  const client = () => impatient(`${registry().host}/backend`).client;
  /** Images built a day after each other, in the order of the numbers. */
  const built = (...numbers: number[]) =>
    numbers.forEach((number, day) =>
      putImage(repository(), {
        tag: tag(number),
        created: new Date(Date.UTC(2026, 0, day + 1)).toISOString(),
      }),
    );

  it("are listed over all pages", async () => {
    registry().pageSize = 2;
    built(5, 3, 1, 2, 4);
    assert.deepEqual(await client().tags(), [1, 2, 3, 4, 5].map(tag));
    assert.equal(registry().asked.length, 3);
  });

  it("are none in an empty repository", async () => {
    repository();
    assert.deepEqual(await client().tags(), []);
  });

  it("are refused when the list has no end", async () => {
    const page = status(200, { Link: "</v2/backend/tags/list?last=a>; rel=next" }, '{"tags":["a"]}');
    registry().intruders.push(...Array<typeof page>(100).fill(page));
    await assert.rejects(client().tags(), /The tags of .*\/backend cannot be listed: .*more than 100 pages/);
    assert.equal(registry().asked.length, 100);
  });

  it("are refused when they are no list", async () => {
    registry().intruders.push(status(200, {}, '{"tags":[1]}'));
    await assert.rejects(client().tags(), /\(the list of tags has a wrong tags\.0: /);
  });

  it("are put in the order of their building, the newest first", async () => {
    built(2, 1, 4, 3);
    assert.deepEqual(await client().newestTags(3, CONTENT_TAG), [3, 4, 1].map(tag));
  });

  it("are put last when they do not say their age, and left out when they name no content", async () => {
    built(2, 1);
    putImage(repository(), { tag: tag(0), created: "" });
    putImage(repository(), { tag: "cache", created: "2027-01-01T00:00:00Z" });
    repository().put("application/vnd.oci.image.manifest.v1+json", { schemaVersion: 2 }, tag(9));
    assert.deepEqual(await client().newestTags(5, CONTENT_TAG), [1, 2, 0, 9].map(tag));
  });

  it("are looked up only for a pin that leads nowhere", async () => {
    built(1, 2);
    const digest = repository().tags.get(tag(1));
    assert.deepEqual(await lookUp(client(), tag(1), true), { digest, newestTags: [] });
    assert.deepEqual(await lookUp(client(), tag(7), false), { digest: undefined, newestTags: [] });
    assert.equal(registry().asked.length, 2);
    assert.deepEqual(await lookUp(client(), tag(7), true), {
      digest: undefined,
      newestTags: [2, 1].map(tag),
    });
  });
});
