import assert from "node:assert/strict";
import { isNewEnoughPython } from "./python";

describe("the Python of the AWS double", () => {
  it("is 3.11 or newer", () => {
    const versions = ["2.7.18", "3.9.2", "3.10.14", "3.11.0", "3.14.1", "4.0.0"];

    assert.deepEqual(versions.map(isNewEnoughPython), [false, false, false, true, true, true]);
  });
});
