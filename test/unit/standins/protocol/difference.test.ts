import assert from "node:assert/strict";
import { differences, formatPath } from "../../../standins/protocol/difference";
import { Secret, Unknown, type Value } from "../../../standins/protocol/value";

const paths = (old: Value, now: Value): string[] =>
  differences(old, now).map(({ path, kind }) => `${kind} ${formatPath(path)}`);

describe("the difference of two values", () => {
  it("is named at the innermost place that both have", () => {
    assert.deepEqual(paths({ a: { b: 1, c: 2 } }, { a: { b: 3, d: 4 } }), [
      "update a.b",
      "delete a.c",
      "add a.d",
    ]);
  });

  it("follows the elements of lists", () => {
    assert.deepEqual(paths({ a: [{ b: 1 }, 2] }, { a: [{ b: 2 }] }), ["update a[0].b", "delete a[1]"]);
  });

  it("quotes keys that hold dots", () => {
    assert.deepEqual(paths({}, { "a.b/c": 1 }), ['add ["a.b/c"]']);
  });

  it("compares secrets by what they hold", () => {
    assert.deepEqual(paths({ a: new Secret("x") }, { a: "x" }), []);
  });

  it("takes an unknown value for a change", () => {
    assert.deepEqual(paths({ a: { b: 1 } }, { a: Unknown.value }), ["update a"]);
  });
});
