import assert from "node:assert/strict";
import { unknown } from "../../../commands/stacks";
import { isSentence } from "../sentence";

describe("a stack that is not there", () => {
  const rows: [stacks: string[], choice: RegExp][] = [
    [
      [],
      /no stack nope: create it with "pulumi stack init nope", or log in to another one with "pulumi login"\.$/,
    ],
    [["prod"], /no stack nope: choose prod with --stack, or/],
    [
      ["octo/blog/prod", "octo/blog/test"],
      /: choose one of octo\/blog\/prod, octo\/blog\/test with --stack, or/,
    ],
  ];
  for (const [stacks, choice] of rows) {
    it(`is told with what is there: ${stacks.join(", ") || "none"}`, () => {
      assert.match(isSentence(unknown("nope", stacks).message), choice);
    });
  }
});
