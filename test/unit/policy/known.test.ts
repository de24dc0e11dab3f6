import assert from "node:assert/strict";
import { known } from "../../../policy/known";
import { UNKNOWN } from "../../../policy/resource";

/** Stands for what the policy library throws where a value is not known; it looks for the class by its name. */
class UnknownValueError extends Error {}

/** An object one of whose properties throws when it is read. */
const throwing = (key: string, error: Error) =>
  Object.defineProperty({}, key, {
    enumerable: true,
    get: () => {
      throw error;
    },
  });

describe("a copy of inputs for the rules", () => {
  it("marks what is not known and keeps all the rest", () => {
    const spec = Object.assign(throwing("image", new UnknownValueError()), { list: [1, { name: null }] });

    assert.deepEqual(known({ spec, on: true }), {
      spec: { image: UNKNOWN, list: [1, { name: null }] },
      on: true,
    });
  });

  it("hides no other error", () => {
    assert.throws(() => known(throwing("image", new TypeError("broken"))), /broken/);
  });
});
