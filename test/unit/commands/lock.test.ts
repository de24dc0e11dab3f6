import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasStaleLock } from "../../../commands/local/lock";

describe("the lock of the local state", () => {
  let state: string;
  beforeEach(() => {
    state = mkdtempSync(join(tmpdir(), "lock-"));
  });
  afterEach(() => rmSync(state, { recursive: true }));

  const lock = (text: string) => {
    const folder = join(state, ".pulumi/locks/organization/blog/local");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "a.json"), text);
  };

  it("is not stale when there is none", () => {
    assert.equal(hasStaleLock(state), false);
  });

  it("is not stale while its process lives", () => {
    lock(JSON.stringify({ pid: process.pid }));
    assert.equal(hasStaleLock(state), false);
  });

  it("is stale when its process is gone", () => {
    lock(JSON.stringify({ pid: spawnSync("true").pid }));
    assert.equal(hasStaleLock(state), true);
  });

  it("is stale when a kill cut it short", () => {
    lock("");
    assert.equal(hasStaleLock(state), true);
  });
});
