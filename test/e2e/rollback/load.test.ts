import assert from "node:assert/strict";
import { Ended } from "../blog";
import { blog } from "../hooks";
import { accountOf } from "../load/account";
import { uidsOf } from "../pods";
import { rollback } from "./command";
import { sourcesOf } from "./releases";
import { staged } from "./stage";
import { assertArrived, assertNoneFailed, UnderLoad, underLoad } from "./underLoad";

describe("under constant load and without Docker", () => {
  const stage = staged();
  let requests = 0;

  /** Runs something under load; it and each request must end well. */
  async function unnoticed(run: () => Promise<Ended>): Promise<UnderLoad> {
    const seen = await underLoad(run);
    assert.equal(seen.ended.code, 0, seen.ended.text);
    requests += accountOf(seen.answers).requests;
    assertNoneFailed(seen);
    return seen;
  }
  const undisturbed = (...args: string[]) => unnoticed(() => rollback(stage.docker, ...args));

  after(() => console.log(`      ${requests} requests in all`));

  it("a release of both services is rolled out", () => {
    requests += accountOf(stage.releases.rollout.answers).requests;
    assertNoneFailed(stage.releases.rollout);
    assertArrived(stage.releases.rollout, stage.releases.newer);
  });

  it("both go to what a commit holds", async function () {
    this.timeout("10m");
    const database = await uidsOf("database");
    assertArrived(await undisturbed("--to", "HEAD~1"), stage.releases.older);
    assert.deepEqual(await uidsOf("database"), database);
    // What was built leaves the stack's state with the first rollback: its provider looks for Docker once more.
    stage.docker.calls = 0;
  });

  it("both come again when that is undone", async function () {
    this.timeout("10m");
    assertArrived(await undisturbed("--undo"), stage.releases.newer);
  });

  it("both go to the release before, as the last update changed both", async function () {
    this.timeout("10m");
    assertArrived(await undisturbed("--to", "previous"), stage.releases.older);
  });

  it("both come again once more", async function () {
    this.timeout("10m");
    assertArrived(await undisturbed("--undo"), stage.releases.newer);
  });

  it("one goes back alone and comes again, and no other pod notices", async function () {
    this.timeout("15m");
    const others = [await uidsOf("frontend"), await uidsOf("database")];
    const seen = await undisturbed("--to", "previous", "--service", "backend");
    assertArrived(seen, { ...stage.releases.newer, backend: stage.releases.older.backend });
    assertArrived(await undisturbed("--undo"), stage.releases.newer);
    assert.deepEqual([await uidsOf("frontend"), await uidsOf("database")], others);
  });

  it("sources that are taken back in git, and put there again, bring theirs without a build", async function () {
    this.timeout("15m");
    const up = () => blog().pulumi("up", "--yes", "--skip-preview");
    await sourcesOf("HEAD~1");
    assertArrived(await unnoticed(up), stage.releases.older);
    await sourcesOf("HEAD");
    const again = await unnoticed(up);
    assertArrived(again, stage.releases.newer);
    assert.match(again.ended.text, /backend .*: already in the registry/);
  });

  it("nobody looked for Docker", () => assert.equal(stage.docker.calls, 0));
});
