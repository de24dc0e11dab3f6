import assert from "node:assert/strict";
import { usageSentence } from "../../../commands/usage";
import { isSentence } from "../sentence";

describe("what is wrong with the options of a command", () => {
  const rows: [said: string, sentence: string][] = [
    [
      "error: unknown option '--too'\n(Did you mean --to?)\n",
      "Unknown option '--too': (Did you mean --to?), see",
    ],
    [
      "error: required option '--stack <name>' not specified\n",
      "Required option '--stack <name>' not specified: see",
    ],
    [
      "error: option '--service <name>' argument 'x' is invalid. Allowed choices are backend, frontend.\n",
      "Option '--service <name>' argument 'x' is invalid: allowed choices are backend, frontend, see",
    ],
    [
      "error: too many arguments. Expected 0 arguments but got 1.\n",
      "Too many arguments: expected 0 arguments but got 1, see",
    ],
  ];
  for (const [said, sentence] of rows) {
    it(`is one sentence: ${sentence} …`, () => {
      assert.equal(isSentence(usageSentence(said, "npm run x --")), `${sentence} "npm run x -- --help".`);
    });
  }
});
