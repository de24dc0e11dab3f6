import assert from "node:assert/strict";
import { answeringSchema, answeringVersion, answeringVersions } from "../../../../commands/rollback/answers";
import { Loopback } from "../../../loopback";
import { pageOf } from "./page";

describe("what answers through the proxy", () => {
  let page: Loopback | undefined;
  afterEach(() => page?.close());

  const blog = async (answers: (path: string) => string | number) => (page = await pageOf(answers)).url;

  it("is the version that the backend says, and that of the page", async () => {
    const url = await blog((path) =>
      path === "/api/version" ? '{"version":"b"}' : '<head><meta name="version" content="f" /></head>',
    );
    assert.equal(await answeringVersion(url, "backend"), "b");
    assert.equal(await answeringVersion(url, "frontend"), "f");
  });

  const silent: [what: string, answer: string | number][] = [
    ["an error", 503],
    ["no JSON", "<p>hello</p>"],
    ["no version", "{}"],
    ["a version that is no text", '{"version":1,"schema":{"live":"1"}}'],
  ];
  for (const [what, answer] of silent) {
    it(`is nothing where the answer is ${what}`, async () => {
      const url = await blog(() => answer);
      assert.equal(await answeringVersion(url, "backend"), undefined);
      assert.equal(await answeringVersion(url, "frontend"), undefined);
      assert.equal(await answeringSchema(url), undefined);
    });
  }

  it("is nothing where an error page has a version in it", async () => {
    const server = await pageOf(() => ({ status: 503, text: '{"version":"b","schema":{"live":1}}' }));
    page = server;
    assert.equal(await answeringVersion(server.url, "backend"), undefined);
    assert.equal(await answeringSchema(server.url), undefined);
  });

  it("is nothing where nobody answers", async () => {
    const url = await blog(() => "");
    await page?.close();
    page = undefined;
    assert.equal(await answeringVersion(url, "backend"), undefined);
    assert.deepEqual(await answeringVersions(url, "backend"), new Set());
  });

  it("is each of the versions that pods have, also one that few have", async () => {
    let asked = 0;
    const url = await blog(() => (++asked === 7 ? 503 : `{"version":"${asked % 10 === 0 ? "old" : "new"}"}`));
    assert.deepEqual([...(await answeringVersions(url, "backend"))].sort(), ["new", "old"]);
  });

  it("is the schema that the backend found in the database", async () => {
    const url = await blog(() => '{"version":"b","schema":{"min":1,"max":4,"live":3}}');
    assert.equal(await answeringSchema(url), 3);
  });
});
