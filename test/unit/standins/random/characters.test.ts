import assert from "node:assert/strict";
import { type CharacterRules, generate, impossible } from "../../../standins/random/characters";

const rules: CharacterRules = {
  ...{ length: 40, lower: true, upper: true, numeric: true, special: true },
  ...{ minLower: 0, minUpper: 0, minNumeric: 0, minSpecial: 0 },
};

describe("a generated text", () => {
  it("has the length and only the characters that are allowed", () => {
    assert.match(generate({ ...rules, special: false }), /^[A-Za-z0-9]{40}$/);
    assert.match(
      generate({ ...rules, lower: false, upper: false, numeric: false, overrideSpecial: "_" }),
      /^_{40}$/,
    );
  });

  it("has as many of each kind as asked for", () => {
    const text = generate({ ...rules, length: 6, minUpper: 3, minNumeric: 2, minSpecial: 1 });
    const counts = [/[A-Z]/g, /[0-9]/g, /[^A-Za-z0-9]/g].map((kind) => text.match(kind)?.length);
    assert.deepEqual(counts, [3, 2, 1]);
  });

  it("is another one each time", () => {
    assert.notEqual(generate(rules), generate(rules));
  });

  it("is refused when the rules cannot be met", () => {
    assert.match(impossible({ ...rules, length: 3, minUpper: 4 }) ?? "", /length \(3\) .* minimums \(4\)/);
    assert.match(impossible({ ...rules, length: 0 }) ?? "", /at least 1, got 0/);
    const none = { lower: false, upper: false, numeric: false, special: false };
    assert.match(impossible({ ...rules, ...none }) ?? "", /At least one of/);
    assert.equal(impossible(rules), undefined);
  });
});
