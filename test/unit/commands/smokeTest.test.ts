import assert from "node:assert/strict";
import { Failure } from "../../../commands/failure";
import { smokeTest } from "../../../commands/smokeTest";
import { Loopback } from "../../loopback";

const PAGE = '<!doctype html><div id="root"></div>';

type Answer = [status: number, body: string];

/** A blog of a few lines that keeps posts in memory; `broken` answers in place of it where it has an answer. */
class SmallBlog {
  readonly posts: { id: number; title: string; body: string }[] = [{ id: 1, title: "Hello", body: "…" }];
  readonly requests: string[] = [];
  broken: (request: string) => Answer | undefined = () => undefined;
  readonly server = new Loopback((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      const line = `${request.method} ${request.url}`;
      this.requests.push(line);
      const [status, answer] = this.broken(line) ?? this.answer(line, body);
      response.writeHead(status).end(answer);
    });
  });

  /** Pages of one post, the newest first. */
  private page(before: number) {
    const older = this.posts.filter(({ id }) => id < before).reverse();
    return { posts: older.slice(0, 1), nextBefore: older.length > 1 ? older[0].id : undefined };
  }

  private answer(line: string, body: string): Answer {
    const before = /^GET \/api\/posts(?:\?before=(\d+))?$/.exec(line);
    if (before) return [200, JSON.stringify(this.page(Number(before[1] ?? Infinity)))];
    if (line === "POST /api/posts") {
      this.posts.push({ id: this.posts.length + 1, ...JSON.parse(body) });
      return [201, JSON.stringify(this.posts.at(-1))];
    }
    const id = /^GET \/api\/posts\/(\d+)$/.exec(line)?.[1];
    const post = this.posts.find((each) => String(each.id) === id);
    if (line.startsWith("GET /api/"))
      return post ? [200, JSON.stringify(post)] : [404, '{"error":"no such post"}'];
    return [200, PAGE];
  }
}

describe("the smoke test", () => {
  let blog: SmallBlog;
  let url: string;
  beforeEach(async () => {
    blog = new SmallBlog();
    await blog.server.open();
    ({ url } = blog.server);
  });
  afterEach(() => blog.server.close());

  const failure = async (): Promise<string> => {
    try {
      await smokeTest(url, () => undefined);
    } catch (error) {
      assert.ok(error instanceof Failure, String(error));
      return error.message.replaceAll(url, "");
    }
    throw new assert.AssertionError({ message: "the smoke test passed" });
  };

  it("asks for the page, a route, the posts, and writes one and reads it back", async () => {
    const said: string[] = [];
    await smokeTest(url, (line) => said.push(line.trim()));
    assert.deepEqual(blog.requests, [
      "GET /",
      "GET /posts/1",
      "GET /api/posts",
      "POST /api/posts",
      "GET /api/posts/2",
    ]);
    assert.equal(said.length, 4);
  });

  it("writes its post only once, however many came after it", async () => {
    await smokeTest(url, () => undefined);
    blog.posts.push({ id: 3, title: "Newer", body: "" }, { id: 4, title: "Newest", body: "" });
    await smokeTest(url, () => undefined);
    assert.equal(blog.posts.length, 4);
  });

  it("asks an application without posts for its version, and writes nothing", async () => {
    blog.broken = (request) => {
      if (request === "GET /api/posts") return [404, "404 page not found"];
      return request === "GET /api/version" ? [200, '{"version":"3f2a9c1d04be"}'] : undefined;
    };
    const said: string[] = [];
    await smokeTest(url, (line) => said.push(line.trim()));
    assert.deepEqual(blog.requests, ["GET /", "GET /posts/1", "GET /api/posts", "GET /api/version"]);
    assert.match(said.at(-1) ?? "", /^\/api\/version: 3f2a9c1d04be; /);
  });

  it("waits while the proxy has no pod yet", async () => {
    let refusals = 3;
    blog.broken = (request) => (request === "GET /" && refusals-- > 0 ? [503, "soon"] : undefined);
    await smokeTest(url, () => undefined);
    assert.equal(blog.requests.filter((request) => request === "GET /").length, 4);
  });

  const wrong: [what: string, broken: SmallBlog["broken"], message: RegExp][] = [
    [
      "another page",
      (request) => (request === "GET /" ? [200, "It works!"] : undefined),
      /^\/ does not answer with/,
    ],
    [
      "no page under a client-side route",
      (request) => (request === "GET /posts/1" ? [404, "nginx"] : undefined),
      /^GET \/posts\/1 answered 404: nginx/,
    ],
    [
      "an API that is not reached",
      (request) => (request.startsWith("GET /api/") ? [404, "not served here"] : undefined),
      /^GET \/api\/version answered 404: not served here/,
    ],
    [
      "an API in whose place the page comes",
      (request) => {
        if (request === "GET /api/posts") return [404, "none"];
        return request === "GET /api/version" ? [200, PAGE] : undefined;
      },
      /^\/api\/version does not answer with a JSON object that has a version/,
    ],
    [
      "a broken list",
      (request) => (request === "GET /api/posts" ? [500, '{"error":"boom"}'] : undefined),
      /^GET \/api\/posts answered 500: .*boom/,
    ],
    [
      "a refused write",
      (request) => (request === "POST /api/posts" ? [413, "too large"] : undefined),
      /^POST \/api\/posts answered 413/,
    ],
    [
      "a write that is lost",
      (request) => (request === "GET /api/posts/2" ? [200, '{"id":2,"body":"other"}'] : undefined),
      /^\/api\/posts\/2 is not what was written/,
    ],
  ];
  for (const [what, broken, message] of wrong) {
    it(`fails on ${what}`, async () => {
      blog.broken = broken;
      assert.match(await failure(), message);
    });
  }
});
