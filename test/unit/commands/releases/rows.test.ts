import assert from "node:assert/strict";
import { rowsOf, tableOf } from "../../../../commands/releases/rows";
import { digest, release, stackWith, tag } from "../rollback/deployed";

describe("the table of releases", () => {
  const commit = "0123456789abcdef0123456789abcdef01234567";
  const deployed = {
    ...stackWith(
      release("backend", "b", 2, { commit }),
      release("frontend", "c", 1),
      release("backend", "a", 1),
      release("database", "d", 1, { tag: undefined }),
    ),
    pinned: ["backend"],
  };
  const there = new Map([
    [`backend@${digest("a")}`, false],
    [`backend@${digest("b")}`, true],
    [`frontend@${digest("c")}`, true],
  ]);

  it("says of each which one runs, is held, and is in the registry", () => {
    const facts = rowsOf(deployed, there).map((row) => [row.service, row.live, row.pinned, row.inRegistry]);
    assert.deepEqual(facts, [
      ["backend", true, true, true],
      ["frontend", true, false, true],
      ["backend", false, false, false],
      ["database", true, false, undefined],
    ]);
  });

  it("has a line for each, in columns", () => {
    const lines = tableOf(rowsOf(deployed, there));
    const state = lines[0].indexOf("STATE");
    assert.equal(lines.length, 5);
    assert.deepEqual(
      lines.slice(1).map((line) => line.slice(state).split(/ {2,}/)),
      [
        ["live, pinned", "there"],
        ["live", "there"],
        ["-", "gone"],
        ["live", "unknown"],
      ],
    );
    assert.ok(
      lines[1].startsWith(
        `backend   ${tag("b")}  sha256:${"b".repeat(12)}  01234567  2026-01-02 00:00:00 UTC`,
      ),
      lines[1],
    );
  });
});
