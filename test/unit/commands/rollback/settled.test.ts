import assert from "node:assert/strict";
import { isSettled } from "../../../../commands/rollback/settled";
import { digest, release, tag } from "./deployed";

describe("an update that came to its end", () => {
  const running = release("backend", "a", 1);
  const rows: [what: string, pin: string | undefined, answering: string[], settled: boolean][] = [
    ["no pin, and its version answers", undefined, [tag("a")], true],
    ["pinned by tag", tag("a"), [tag("a")], true],
    ["pinned by digest", digest("a"), [tag("a")], true],
    ["nothing answers", tag("a"), [], true],
    ["another pin", tag("b"), [tag("a")], false],
    ["another version answers", tag("a"), [tag("b")], false],
    ["another version answers as well", tag("a"), [tag("a"), tag("b")], false],
  ];
  for (const [what, pin, answering, settled] of rows) {
    it(`${settled ? "is" : "is not"} one: ${what}`, () =>
      assert.equal(isSettled({ pin, running, answering: new Set(answering) }), settled));
  }
});
