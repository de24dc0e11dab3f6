import assert from "node:assert/strict";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { chromium } from "playwright-core";
import { output } from "../../../commands/process";
import { Ended, LocalBlog } from "../../e2e/blog";

const IMAGES = ["backend", "frontend", "database"];
/** Names and ports beside those of the other blogs of this machine. */
const CONTEXT = "blog-own";
const REGISTRY = "127.0.0.1:15011";
const URL = "http://127.0.0.1:18090";

/** A checkout of this project, and beside it an application whose parts are checkouts of their own. */
class Operator {
  readonly project = new LocalBlog();
  readonly application = `${this.project.folder}-links`;

  constructor() {
    for (const image of IMAGES)
      cpSync(join(__dirname, image), join(this.application, image), { recursive: true });
    this.project.configure({
      "blog:cluster": {
        registry: `${REGISTRY}/links`,
        kubeconfig: ".local/kubeconfig",
        context: CONTEXT,
        edge: { type: "NodePort", nodePort: 30080, url: URL },
      },
      "blog:proxy": { image: `${REGISTRY}/haproxytech/haproxy-alpine`, minReplicas: 1, cpu: "50m" },
      "blog:backend": { context: this.contextOf("backend"), minReplicas: 2, maxReplicas: 2, cpu: "50m" },
      "blog:frontend": { context: this.contextOf("frontend"), minReplicas: 1, maxReplicas: 1, cpu: "20m" },
      "blog:database": {
        context: this.contextOf("database"),
        storageGiB: 1,
        memory: "768Mi",
        protect: false,
      },
    });
  }

  private contextOf = (image: string) => `../${basename(this.application)}/${image}`;

  async commit(image: string, message: string): Promise<string> {
    const git = (...args: string[]) => output("git", ["-C", join(this.application, image), ...args]);
    const author = ["-c", "user.name=Operator", "-c", "user.email=operator@example.com"];
    await git("init", "--quiet");
    await git("add", ".");
    await git(...author, "commit", "--quiet", "--message", message);
    return git("rev-parse", "HEAD");
  }

  edit(path: string, change: (text: string) => string): void {
    const place = join(this.application, path);
    writeFileSync(place, change(readFileSync(place, "utf8")));
  }

  run(command: string, ...args: string[]): Promise<Ended> {
    return this.project.start("tsx", [`commands/${command}.ts`, ...args]).ended;
  }

  remove(): void {
    this.project.remove();
    rmSync(this.application, { recursive: true, force: true });
  }
}

interface Link {
  readonly url: string;
  readonly title: string;
}

const links = async () => (await (await fetch(`${URL}/api/links`)).json()) as Link[];

const succeeded = (ended: Ended) => assert.equal(ended.code, 0, ended.text);

describe("an application that is not the blog", () => {
  const operator = new Operator();
  const commits: Record<string, string> = {};

  before(async function () {
    this.timeout("15m");
    for (const image of IMAGES) commits[image] = await operator.commit(image, "Begin");
    const up = await operator.run("local", "up", "--no-lab");
    succeeded(up);
    assert.match(up.text, /there is no \/api\/posts, so nothing is written/);
  });

  after(async function () {
    this.timeout("3m");
    succeeded(await operator.run("local", "down"));
    operator.remove();
    const left = await output("docker", ["ps", "--all", "--format", "{{.Names}}"]);
    assert.doesNotMatch(left, new RegExp(`^${CONTEXT}`, "m"));
  });

  it("shows in a browser what its own SQL, API and page make together", async function () {
    this.timeout("1m");
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
    });
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(15_000);
      await page.goto(URL);
      await page.getByRole("link", { name: "첫 번째 링크" }).waitFor();
      await page.getByLabel("Address").fill("https://example.com/second");
      await page.getByLabel("Title").fill("둘째 링크");
      await page.getByRole("button", { name: "Add" }).click();
      await page.getByRole("link", { name: "둘째 링크" }).waitFor();
    } finally {
      await browser.close();
    }
    assert.deepEqual(
      (await links()).map(({ title }) => title),
      ["둘째 링크", "첫 번째 링크"],
    );
  });

  it("is released with the commits of its own repositories", async function () {
    this.timeout("1m");
    const listed = await operator.run("releases", "--stack", "local");
    succeeded(listed);
    for (const image of ["backend", "frontend"])
      assert.ok(listed.text.includes(commits[image].slice(0, 8)), listed.text);
  });

  it("goes back to a commit of its own repository, whose image it knows from the tree alone", async function () {
    this.timeout("5m");
    operator.edit("backend/routes.go", (text) => text.replace("ORDER BY id DESC", "ORDER BY id ASC"));
    await operator.commit("backend", "Show the oldest link first");
    const up = await operator.run("local", "up", "--no-lab");
    succeeded(up);
    assert.match(up.text, /2 resources changed/);
    assert.equal((await links())[0]?.title, "첫 번째 링크");

    succeeded(
      await operator.run(
        "rollback",
        "--stack",
        "local",
        "--service",
        "backend",
        "--to",
        commits.backend,
        "--yes",
      ),
    );
    assert.equal((await links())[0]?.title, "둘째 링크");
  });
});
