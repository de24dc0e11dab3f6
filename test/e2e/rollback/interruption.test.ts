import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "../../../commands/process";
import { blog } from "../hooks";
import { uidsOf } from "../pods";
import { rollback, startRollback } from "./command";
import { staged } from "./stage";
import { assertArrived, assertNoneFailed, UnderLoad, underLoad } from "./underLoad";

const pinned = () => /^ +tag: /m.test(readFileSync(join(blog().folder, "Pulumi.local.yaml"), "utf8"));

/** Whether there are pods of the backend that were not there before. */
const newPodsSince = (before: readonly string[]) => async () =>
  (await uidsOf("backend")).some((uid) => !before.includes(uid));

describe("a rollback that is killed", () => {
  const stage = staged();

  /** Kills the command at a moment and runs it again; readers must notice neither. */
  async function killedAndRepeated(
    reached: () => boolean | Promise<boolean>,
    ...args: string[]
  ): Promise<UnderLoad> {
    const seen = await underLoad(async () => {
      const killed = startRollback(stage.docker, ...args, "--yes");
      const late = () => new Error("the moment to kill the command did not come");
      await until(120, async () => (await reached()) || undefined, late);
      // The group: the Pulumi CLI and its plugins as well.
      process.kill(-(killed.child.pid ?? 0), "SIGKILL");
      assert.equal((await killed.ended).code, -1, "the command ended before it was killed");
      return rollback(stage.docker, ...args);
    });
    assert.equal(seen.ended.code, 0, seen.ended.text);
    assertNoneFailed(seen);
    return seen;
  }

  it("once its pin is written is finished by the same command", async function () {
    this.timeout("15m");
    const frontend = await uidsOf("frontend");
    const seen = await killedAndRepeated(pinned, "--to", "previous", "--service", "backend");
    assertArrived(seen, { ...stage.releases.newer, backend: stage.releases.older.backend });
    assert.deepEqual(await uidsOf("frontend"), frontend);
  });

  it("while the new pods come is finished by the same command", async function () {
    this.timeout("15m");
    const frontend = await uidsOf("frontend");
    const newPodsCome = newPodsSince(await uidsOf("backend"));
    assertArrived(await killedAndRepeated(newPodsCome, "--undo"), stage.releases.newer);
    assert.deepEqual(await uidsOf("frontend"), frontend);
  });
});
