import assert from "node:assert/strict";
import { watch } from "node:fs";
import { isSentence } from "../../unit/sentence";
import { Operator, Running } from "./operator";
import { backendImage, up } from "./running";
import { backendTags, threeReleases } from "./threeReleases";

const TO_PREVIOUS = ["--to", "previous", "--service", "backend", "--yes"];
const STUCK = "Pod blog/backend-5d9c7b6f4-x2x7k: container backend: CrashLoopBackOff";

/** Points at which a machine may go down, and what the command has got to by then. */
const POINTS: Record<string, (operator: Operator, start: () => Running) => Promise<void>> = {
  "before anything is written": async (operator, start) => {
    const asked = new Promise<void>((resolve) => (operator.blog.asked = resolve));
    await killedAt(start(), asked);
  },
  "when the stack's file is written": async (operator, start) => {
    const written = new Promise<void>((resolve) => {
      const watcher = watch(operator.workspace.folder, () => {
        if (!/^ +tag: /m.test(operator.file)) return;
        watcher.close();
        resolve();
      });
    });
    await killedAt(start(), written);
  },
  "while pods are replaced": async ({ workspace }, start) => {
    const hold = await workspace.hold("Deployment backend");
    await killedAt(start(), hold.reached);
    await hold.ended;
  },
};

describe("a rollback by command that does not come to its end", function () {
  this.timeout(600_000);

  for (const [point, kill] of Object.entries(POINTS)) {
    it(`because it was killed ${point} is completed by the same command, and goes no further back`, async () => {
      const { workspace } = await threeReleases();
      const operator = await Operator.at(workspace);
      const tagB = backendTags(workspace)[1];

      await kill(operator, () => operator.start("rollback", ...TO_PREVIOUS));
      operator.blog.asked = () => undefined;
      workspace.fail({});
      const again = await operator.run("rollback", ...TO_PREVIOUS);

      assert.equal(again.code, 0, again.out + again.err);
      assert.ok(backendImage(workspace).endsWith(workspace.images[`blog/backend:${tagB}`]));
      assert.match(operator.file, new RegExp(`^    tag: "?${tagB}"?$`, "m"));
      assert.deepEqual((await up(workspace)).changes, []);
    });
  }

  it("because the old version does not start says why and what to do, and is completed by the same command", async () => {
    const { workspace, tagA, imageA } = await threeReleases();
    const operator = await Operator.at(workspace);
    workspace.fail({ "Deployment backend": { unready: [STUCK] } });

    const failed = await operator.run("rollback", "--to", tagA, "--yes");

    assert.equal(failed.code, 1, failed.out);
    const complaints = failed.err.trimEnd().split("\n");
    const what = complaints.pop() ?? "";
    assert.ok(complaints.includes(`Deployment backend: ${STUCK}`), failed.err);
    for (const complaint of complaints) assert.match(complaint, /^Deployment backend: /);
    assert.match(
      isSentence(what),
      /^The update stopped half-way and Pulumi\.local\.yaml keeps what it was for: run/,
    );
    assert.match(operator.file, new RegExp(`tag: "?${tagA}`));

    // What never came up is nothing that ran before.
    const previous = await operator.run("rollback", "--to", "previous", "--preview");
    assert.match(previous.out, new RegExp(`^backend → ${backendTags(workspace)[2]}$`, "m"), previous.err);

    workspace.fail({});
    const again = await operator.run("rollback", "--to", tagA, "--yes");

    assert.equal(again.code, 0, again.out + again.err);
    assert.equal(backendImage(workspace), imageA);
  });
});

/** Kills a command once it has got somewhere; throws if it ends before. */
async function killedAt(running: Running, reached: Promise<void>): Promise<void> {
  const early = running.end.then(({ out, err }) => Promise.reject(new Error(`It ended early: ${out}${err}`)));
  await Promise.race([reached, early]);
  running.kill();
  assert.equal((await running.end).code, undefined, "it was not killed");
}
