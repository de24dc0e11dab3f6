import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { exclusively } from "./lock";

const quiet = () => {};
const unique = () => `/lab-of-test-${process.pid}-${Math.random()}`;

describe("the lock of a lab", () => {
  it("lets one run work at a time, and says for whom the other waits", async () => {
    const folder = unique();
    const events: string[] = [];
    let waits: (said: string) => void = quiet;
    const waiting = new Promise<string>((resolve) => (waits = resolve));
    const first = exclusively(folder, quiet, async () => {
      const second = exclusively(folder, waits, () => Promise.resolve(events.push("second")));
      events.push((await waiting).includes(`process ${process.pid}`) ? "waits" : "wrong text");
      return { second };
    });
    await (
      await first
    ).second;

    assert.deepEqual(events, ["waits", "second"]);
  });

  it("is free again after a failure", async () => {
    const folder = unique();
    await assert.rejects(
      exclusively(folder, quiet, () => Promise.reject(new Error("no space"))),
      /no space/,
    );

    assert.equal(await exclusively(folder, quiet, () => Promise.resolve("free")), "free");
  });

  it("is free again when its owner is killed", async () => {
    const folder = unique();
    const script = `require(${JSON.stringify(join(__dirname, "lock.ts"))}).exclusively(${JSON.stringify(folder)}, () => {}, () => new Promise(() => { console.log("held"); setInterval(() => {}, 1000); }))`;
    const owner = spawn(process.execPath, ["--import", "tsx", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(owner.stdout, "data");
    const said: string[] = [];
    const taken = exclusively(
      folder,
      (text) => {
        said.push(text);
        owner.kill("SIGKILL");
      },
      () => Promise.resolve("taken over"),
    );

    assert.equal(await taken, "taken over");
    assert.deepEqual(said, [`waiting for process ${owner.pid}, which is preparing the lab`]);
  });
});
