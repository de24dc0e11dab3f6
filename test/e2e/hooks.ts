import assert from "node:assert/strict";
import { LocalBlog } from "./blog";

let running: LocalBlog | undefined;

/** The one blog that all end-to-end tests share: bringing it up takes most of their time. */
export function blog(): LocalBlog {
  assert.ok(running, "the blog did not come up");
  return running;
}

export const mochaHooks = {
  async beforeAll(this: Mocha.Context) {
    this.timeout("20m");
    running = new LocalBlog();
    await running.local("down");
    const up = await running.local("up", "--no-lab");
    assert.equal(up.code, 0, up.text);
    console.log(up.text);
  },
  async afterAll(this: Mocha.Context) {
    this.timeout("5m");
    if (!running) return;
    const down = await running.local("down");
    running.remove();
    assert.equal(down.code, 0, down.text);
    assert.deepEqual(await running.leftovers(), []);
  },
};
