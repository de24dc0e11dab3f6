import assert from "node:assert/strict";
import { IncomingMessage, ServerResponse } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Loopback } from "../../loopback";
import { accountOf, Answer } from "./account";
import { buildLoadTool, Load } from "./load";

const PAGE = '<meta name="version" content="page-1" />';

const folder = mkdtempSync(join(tmpdir(), "blog-load-"));
let tool = "";

/** Answers to a load of a server that does something about each request, once there are as many. */
async function answersOf(
  serve: (request: IncomingMessage, response: ServerResponse) => void,
  least: number,
): Promise<readonly Answer[]> {
  let asked = 0;
  let reached: () => void;
  const enough = new Promise<void>((resolve) => (reached = resolve));
  const server = await Loopback.serving((request, response) => {
    if (++asked >= least) reached();
    serve(request, response);
  });
  try {
    const load = await Load.start(tool, server.url, 200);
    await enough;
    return await load.stop();
  } finally {
    await server.close();
  }
}

function good({ url }: IncomingMessage, response: ServerResponse): void {
  if (url === "/") response.end(PAGE);
  else response.setHeader("X-Backend-Version", "api-1").end("{}");
}

describe("the load tool", () => {
  before(async function () {
    this.timeout("3m");
    tool = await buildLoadTool(folder);
  });
  after(() => rmSync(folder, { recursive: true }));

  it("asks for the page and the API in turn, and tells which version of each answered", async function () {
    this.timeout("1m");
    const { requests, failures, versions } = accountOf(await answersOf(good, 90));
    assert.deepEqual(failures, {});
    const { "page-1": pages } = versions["frontend"];
    const { "api-1": api } = versions["backend"];
    assert.equal(pages + api, requests);
    assert.ok(Math.abs(api - 2 * pages) <= 2, `${pages} pages and ${api} answers of the API`);
  });

  it("tells what failed, and how", async function () {
    this.timeout("1m");
    const answers = await answersOf((request, response) => {
      if (request.url === "/") response.end("no page");
      else if (request.url === "/api/posts") response.writeHead(503).end();
      else request.socket.destroy();
    }, 30);
    const kinds = Object.keys(accountOf(answers).failures).sort();
    assert.equal(kinds.length, 3, kinds.join("; "));
    assert.ok(kinds.includes("no version") && kinds.includes("status 503"), kinds.join("; "));
    assert.match(kinds.join("; "), /EOF|reset/);
  });

  it("does not wait for answers before it asks again", async function () {
    this.timeout("1m");
    const waiting: ServerResponse[] = [];
    let asked = 0;
    const answers = await answersOf((request, response) => {
      asked += 1;
      // The first answer is the sign that the load has begun; then none comes until a hundred wait.
      if (asked === 1 || asked > 101) return good(request, response);
      waiting.push(response);
      if (asked === 101) for (const each of waiting) good(each.req, each);
    }, 120);
    assert.deepEqual(accountOf(answers).failures, {});
  });
});
