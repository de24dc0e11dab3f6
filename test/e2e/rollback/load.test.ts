import assert from "node:assert/strict";
import { blog } from "../hooks";
import { accountOf } from "../load/account";
import { uidsOf } from "../pods";
import { SilentDocker } from "../silentDocker";
import { rollback } from "./command";
import { Releases, releases } from "./releases";
import { assertArrived, assertNoneFailed, UnderLoad, underLoad } from "./underLoad";

describe("under constant load and without Docker", () => {
  let docker: SilentDocker;
  let made: Releases;
  let requests = 0;

  /** Runs the command under load; it and each request must end well. */
  async function undisturbed(...args: string[]): Promise<UnderLoad> {
    const seen = await underLoad(() => rollback(docker, ...args));
    assert.equal(seen.ended.code, 0, seen.ended.text);
    requests += accountOf(seen.answers).requests;
    assertNoneFailed(seen);
    return seen;
  }

  before(async function () {
    this.timeout("15m");
    docker = new SilentDocker(blog().folder);
    await docker.open();
    made = await releases();
  });
  after(async () => {
    await docker.close();
    console.log(`      ${requests} requests in all`);
  });

  it("a release of both services is rolled out", () => {
    requests += accountOf(made.rollout.answers).requests;
    assertNoneFailed(made.rollout);
    assertArrived(made.rollout, made.newer);
  });

  it("both go to what a commit holds", async function () {
    this.timeout("10m");
    const database = await uidsOf("database");
    assertArrived(await undisturbed("--to", "HEAD~1"), made.older);
    assert.deepEqual(await uidsOf("database"), database);
    // What was built leaves the stack's state with the first rollback: its provider looks for Docker once more.
    docker.calls = 0;
  });

  it("both come again when that is undone", async function () {
    this.timeout("10m");
    assertArrived(await undisturbed("--undo"), made.newer);
  });

  it("both go to the release before, as the last update changed both", async function () {
    this.timeout("10m");
    assertArrived(await undisturbed("--to", "previous"), made.older);
  });

  it("both come again once more", async function () {
    this.timeout("10m");
    assertArrived(await undisturbed("--undo"), made.newer);
  });

  it("one goes back alone and comes again, and no other pod notices", async function () {
    this.timeout("15m");
    const others = [await uidsOf("frontend"), await uidsOf("database")];
    const seen = await undisturbed("--to", "previous", "--service", "backend");
    assertArrived(seen, { ...made.newer, backend: made.older.backend });
    assertArrived(await undisturbed("--undo"), made.newer);
    assert.deepEqual([await uidsOf("frontend"), await uidsOf("database")], others);
  });

  it("nobody looked for Docker", () => assert.equal(docker.calls, 0));
});
