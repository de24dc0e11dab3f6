import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { Browser, chromium, Page } from "playwright-core";
import { blog } from "./hooks";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
/** A page that stays quiet: no look-ups of its own, no sandbox where root runs it. */
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"];

describe("a reader with a browser", () => {
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  before(async function () {
    this.timeout("2m");
    assert.ok(existsSync(CHROMIUM), `No browser at ${CHROMIUM}: install Chromium or set CHROMIUM.`);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
    page = await browser.newPage();
    page.setDefaultTimeout(15_000);
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("requestfailed", (request) => complaints.push(`${request.url()} failed`));
  });
  after(() => browser?.close());

  it("opens the blog and sees the newest posts, the Korean one with all its characters", async function () {
    this.timeout("1m");
    await page.goto(blog().url);
    await page.getByRole("link", { name: "작은 블로그를 멈추지 않고 고치는 법" }).waitFor();
    assert.ok((await page.getByRole("article").count()) >= 4);
  });

  it("goes to a post and reloads it there", async function () {
    this.timeout("1m");
    await page.getByRole("link", { name: "작은 블로그를 멈추지 않고 고치는 법" }).click();
    const heading = page.getByRole("heading", { level: 1, name: "작은 블로그를 멈추지 않고 고치는 법" });
    await heading.waitFor();
    assert.match(page.url(), /\/posts\/\d+$/);
    await page.reload();
    await heading.waitFor();
    await page.getByText("예전 이미지는 내용에서 얻은 이름을 달고").waitFor();
  });

  it("writes a post and finds it on the front page", async function () {
    this.timeout("1m");
    const title = `브라우저에서 쓴 글 ✍️ ${Date.now()}`;
    await page.getByRole("link", { name: "Write" }).click();
    await page.getByLabel("Title").fill(title);
    await page.getByLabel("Your name").fill("End to end");
    await page.getByLabel("Text").fill("First paragraph.\n\n둘째 문단.");
    await page.locator("button[type=submit]").click();
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await page.goto(blog().url);
    await page.getByRole("link", { name: title }).waitFor();
    assert.equal((await blog().posts()).filter((post) => post.title === title).length, 1);
  });

  it("is told so where there is no page", async function () {
    this.timeout("1m");
    await page.goto(`${blog().url}/no/such/page`);
    await page.getByRole("link", { name: "See the latest posts" }).waitFor();
  });

  it("sees no error, no failed request and nothing that the security headers forbid", () => {
    assert.deepEqual(complaints, []);
  });
});
