import assert from "node:assert/strict";
import { settled } from "../../../commands/local/settled";
import { Loopback } from "../../loopback";

const NEW = "111111111111";
const OLD = "000000000000";
const release = {
  service: "frontend",
  tag: NEW,
  digest: `sha256:${"1".repeat(64)}`,
  time: "2026-01-01",
  revision: 1,
};

describe("an update of the local blog", () => {
  let server: Loopback | undefined;
  afterEach(() => server?.close());

  /** A blog whose pages say what comes next in a list, and its last one from then on. */
  async function blogThatSays(...pages: string[]): Promise<{ url: string; asked: () => number }> {
    let asked = 0;
    const next = () => pages[Math.min(asked++, pages.length - 1)];
    server = await Loopback.serving((_request, response) => response.end(next()));
    return { url: server.url, asked: () => asked };
  }
  const page = (version: string) => `<meta name="version" content="${version}" />`;

  it("is over when no pod of before answers any more", async () => {
    const blog = await blogThatSays(...Array.from({ length: 21 }, () => page(OLD)), page(NEW));
    await settled(blog.url, [release]);
    // Two rows with an answer of before in them, and one without.
    assert.equal(blog.asked(), 60);
  });

  it("is not waited for where the application does not tell its version", async () => {
    const blog = await blogThatSays("<p>Hello</p>");
    await settled(blog.url, [release]);
    assert.equal(blog.asked(), 20);
  });

  it("is not waited for where a service has no release", async () => {
    const blog = await blogThatSays(page(OLD));
    await settled(blog.url, []);
    assert.equal(blog.asked(), 0);
  });
});
