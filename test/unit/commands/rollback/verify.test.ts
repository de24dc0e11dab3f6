import assert from "node:assert/strict";
import { Failure } from "../../../../commands/failure";
import { awaitVersions, watchAll } from "../../../../commands/rollback/verify";
import { IN_A_ROW, Watch } from "../../../../commands/rollback/watch";
import { isSentence } from "../../sentence";
import { pageOf } from "./page";

/** A watch that has seen some answers, one in each millisecond. */
function watchOf(...answers: (string | undefined)[]): Watch {
  const watch = new Watch("backend", () => Promise.resolve(undefined));
  answers.forEach((version, time) => watch.note(version, 10_000 + time));
  return watch;
}
const often = (version: string) => Array<string>(IN_A_ROW).fill(version);

describe("the end of a rollback", () => {
  const wanted = new Map([["backend", "new"]] as const);
  const told = async (watch: Watch, limit = 0): Promise<string[]> => {
    const lines: string[] = [];
    const say = (line: string) => lines.push(line);
    await awaitVersions(wanted, new Map([["backend", watch]]), {
      begun: 8000,
      url: "http://blog",
      say,
      limit,
    });
    return lines;
  };

  it("tells when the first answer of the wanted version came, and since when there is no other", async () => {
    assert.deepEqual(await told(watchOf("new", ...Array<string>(500).fill("old"), ...often("new"))), [
      "backend new: first answer after 2.0 s, only such answers (20 in a row) from 2.5 s on.",
    ]);
  });

  const late: [what: string, watch: Watch, said: RegExp][] = [
    [
      "another version still answers",
      watchOf(...often("new"), "old"),
      /done, but backend old still answers at http:\/\/blog after 0 s/,
    ],
    [
      "nothing answers",
      watchOf(...often("new"), undefined),
      /done, but backend does not answer at http:\/\/blog after 0 s/,
    ],
  ];
  for (const [what, watch, said] of late) {
    it(`is not reached in time where ${what}, which is one sentence`, async () => {
      await assert.rejects(told(watch), (error) => {
        assert.ok(error instanceof Failure);
        assert.match(isSentence(error.message), said);
        return true;
      });
    });
  }

  it("is waited for as long as answers of others come in between", async () => {
    let asked = 0;
    const page = await pageOf(() => JSON.stringify({ version: ++asked > 25 ? "new" : "old" }));
    const { watches, stop } = watchAll(page.url, ["backend"]);
    try {
      const lines: string[] = [];
      await awaitVersions(wanted, watches, {
        begun: Date.now(),
        url: page.url,
        say: (line) => lines.push(line),
      });
      assert.match(lines.join("\n"), /^backend new: first answer after [\d.]+ s, only such answers/);
      assert.ok(asked >= 25 + IN_A_ROW);
    } finally {
      await stop();
      await page.close();
    }
  });
});
