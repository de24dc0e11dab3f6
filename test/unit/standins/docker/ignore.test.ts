import assert from "node:assert/strict";
import { ignoreFrom } from "../../../standins/docker/ignore";

const table: [text: string, path: string, ignored: boolean][] = [
  ["node_modules", "node_modules/a/b.js", true],
  ["node_modules", "web/node_modules/a.js", false],
  ["**/node_modules", "web/node_modules/a.js", true],
  ["**/*.md", "README.md", true],
  ["*.md", "docs/README.md", false],
  ["*.md\n!README.md", "README.md", false],
  ["!README.md\n*.md", "README.md", true],
  ["/build/", "build/x", true],
  ["# build", "build", false],
  ["a?c", "abc", true],
  ["a?c", "a/c", false],
  ["[ab].go", "b.go", true],
  ["a.go", "axgo", false],
  ["*\n!src\n", "src/deep/main.go", false],
];

describe("an ignore file", () => {
  for (const [text, path, ignored] of table) {
    it(`${JSON.stringify(text)} ${ignored ? "leaves out" : "keeps"} ${path}`, () => {
      assert.equal(ignoreFrom(text)(path), ignored);
    });
  }
});
