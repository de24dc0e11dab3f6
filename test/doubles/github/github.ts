import { IncomingMessage } from "node:http";
import { Loopback } from "../../loopback";

type Entry = Record<string, any>;

/** What a request asks for. */
interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Entry;
}

type Answer = (asked: Asked, ...parts: string[]) => unknown;

const REPOSITORY = "/repos/octo-org/blog";
/** Whoever has a workflow's token. */
const WORKFLOW = { login: "github-actions[bot]", type: "Bot" };

/** The part of GitHub's REST API that the workflows ask, with a repository of its own, on loopback. */
export class Github {
  /** Issues and pull requests by number, as both share their numbers. */
  readonly comments: Entry[] = [];
  readonly issues: Entry[] = [];
  readonly pulls: Entry[] = [];
  readonly runs: Entry[] = [];
  /** Commit of each branch. */
  readonly refs: Record<string, string> = { main: "0".repeat(40) };
  /** Text of each file, by branch. */
  readonly files: Record<string, Record<string, string>> = { main: {} };
  /** Method and path of each request. */
  readonly requests: string[] = [];
  /** Refuses all that writes, as GitHub does where a job lacks the permission. */
  forbidden = false;
  private readonly server = new Loopback((request, response) => {
    void this.answer(request).then(({ status, body, link }) => {
      response.writeHead(status, { "content-type": "application/json", ...(link && { link }) });
      response.end(JSON.stringify(body));
    });
  });
  private next = 100;

  static async start(): Promise<Github> {
    const github = new Github();
    await github.server.open();
    return github;
  }

  stop(): Promise<void> {
    return this.server.close();
  }

  get url(): string {
    return this.server.url;
  }

  /** Variables that a job of a workflow has. */
  get environment() {
    return {
      GITHUB_API_URL: this.url,
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_REPOSITORY: "octo-org/blog",
      GITHUB_RUN_ID: "7",
      GITHUB_TOKEN: "token-of-the-job",
    };
  }

  private readonly routes: readonly [RegExp, Answer][] = [
    [
      /^GET \/issues\/(\d+)\/comments$/,
      (_, issue) => this.comments.filter((one) => one.issue === Number(issue)),
    ],
    [
      /^POST \/issues\/(\d+)\/comments$/,
      ({ body }, issue) => this.add(this.comments, { ...body, issue: Number(issue), user: WORKFLOW }),
    ],
    [/^PATCH \/issues\/comments\/(\d+)$/, ({ body }, id) => Object.assign(this.one(this.comments, id), body)],
    [/^GET \/issues$/, ({ query }) => this.issues.filter(({ state }) => state === query.get("state"))],
    [/^POST \/issues$/, ({ body }) => this.add(this.issues, { ...body, state: "open", user: WORKFLOW })],
    [/^PATCH \/issues\/(\d+)$/, ({ body }, number) => Object.assign(this.one(this.issues, number), body)],
    [
      /^GET \/actions\/workflows\/([^/]+)\/runs$/,
      ({ query }, workflow) => {
        const isAsked = (run: Entry) => run.workflow === workflow && run.status === query.get("status");
        const runs = this.runs.filter(isAsked);
        return { total_count: runs.length, workflow_runs: runs };
      },
    ],
    [
      /^POST \/actions\/runs\/(\d+)\/cancel$/,
      (_, id) => Object.assign(this.one(this.runs, id), { status: "cancelled" }),
    ],
    [/^GET \/git\/ref\/heads%2F(.+)$/, (_, branch = "") => ({ object: { sha: this.refs[branch] } })],
    [
      /^POST \/git\/refs$/,
      ({ body }) => this.branch(String(body.ref).replace("refs/heads/", ""), String(body.sha)),
    ],
    [/^GET \/contents\/(.+)$/, ({ query }, path = "") => this.file(path, query.get("ref") ?? "")],
    [/^PUT \/contents\/(.+)$/, ({ body }, path = "") => this.put(path, body)],
    [
      /^POST \/pulls$/,
      ({ body }) =>
        this.add(this.pulls, { ...body, html_url: `https://github.com/octo-org/blog/pull/${this.next}` }),
    ],
  ];

  private async answer(request: IncomingMessage): Promise<{ status: number; body: unknown; link?: string }> {
    const { pathname, searchParams } = new URL(request.url ?? "", this.url);
    const path = pathname.replace(REPOSITORY, "");
    this.requests.push(`${request.method} ${path}`);
    if (request.headers.authorization !== "token token-of-the-job") return failed(401, "Bad credentials");
    if (this.forbidden && request.method !== "GET")
      return failed(403, "Resource not accessible by integration");
    let text = "";
    for await (const chunk of request.setEncoding("utf8")) text += chunk as string;
    for (const [route, answer] of this.routes) {
      const found = route.exec(`${request.method} ${path}`);
      if (!found) continue;
      const body = answer(
        { path, query: searchParams, body: text ? JSON.parse(text) : {} },
        ...found.slice(1),
      );
      return body === undefined ? failed(404, "Not Found") : this.page(body, pathname, searchParams);
    }
    return failed(404, "Not Found");
  }

  /** GitHub gives long lists in parts, and tells where the next one is. */
  private page(
    body: unknown,
    path: string,
    query: URLSearchParams,
  ): { status: number; body: unknown; link?: string } {
    if (!Array.isArray(body)) return { status: 200, body };
    const [size, page] = [Number(query.get("per_page") ?? 30), Number(query.get("page") ?? 1)];
    const after = new URLSearchParams({ ...Object.fromEntries(query), page: String(page + 1) });
    const link =
      page * size < body.length ? `<${this.url}${path}?${after.toString()}>; rel="next"` : undefined;
    return { status: 200, body: body.slice((page - 1) * size, page * size), link };
  }

  private add(list: Entry[], entry: Entry): Entry {
    const id = this.next++;
    list.push({ ...entry, id, number: id });
    return list.at(-1) ?? {};
  }

  private one = (list: Entry[], id = "") => list.find((entry) => entry.id === Number(id)) ?? {};

  private branch(name: string, sha: string): Entry {
    const from = Object.keys(this.refs).find((branch) => this.refs[branch] === sha) ?? "";
    this.refs[name] = sha;
    this.files[name] = { ...this.files[from] };
    return { ref: name };
  }

  private file(path: string, ref: string): Entry | undefined {
    const branch = Object.keys(this.refs).find((name) => name === ref || this.refs[name] === ref) ?? "";
    const text = this.files[branch]?.[path];
    return text === undefined
      ? undefined
      : { type: "file", sha: `blob of ${path}`, content: Buffer.from(text).toString("base64") };
  }

  private put(path: string, { branch, content, sha }: Entry): Entry | undefined {
    const files = this.files[String(branch)];
    if (!files || sha !== `blob of ${path}`) return undefined;
    files[path] = Buffer.from(String(content), "base64").toString();
    return {};
  }
}

const failed = (status: number, message: string) => ({ status, body: { message } });
