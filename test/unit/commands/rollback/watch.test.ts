import assert from "node:assert/strict";
import { IN_A_ROW, Watch } from "../../../../commands/rollback/watch";

describe("the watch over a service's answers", () => {
  const noted = (...answers: (string | undefined)[]) => {
    const watch = new Watch("backend", () => Promise.resolve(undefined));
    answers.forEach((version, time) => watch.note(version, time));
    return watch;
  };
  const often = (version: string, count = IN_A_ROW) => Array<string>(count).fill(version);

  it("tells the first answer of a version, and since when there is no other", () => {
    assert.deepEqual(noted("old", "new", "old", ...often("new")).arrivalOf("new"), { first: 1, only: 3 });
  });

  it("does not believe a few answers", () => {
    assert.equal(noted("old", ...often("new", IN_A_ROW - 1)).arrivalOf("new").only, undefined);
  });

  it("begins anew after one answer of another version, or none", () => {
    for (const other of ["old", undefined]) {
      assert.equal(noted(...often("new"), other, ...often("new", 3)).arrivalOf("new").only, undefined);
    }
  });

  it("does not take silence for a version", () => {
    assert.deepEqual(noted(...Array<undefined>(IN_A_ROW).fill(undefined)).arrivalOf("new"), {
      first: undefined,
      only: undefined,
    });
  });
});
