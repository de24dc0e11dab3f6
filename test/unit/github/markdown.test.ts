import assert from "node:assert/strict";
import { code, codeBlock, folded, shortened, table } from "../../../commands/github/markdown";

const NOTE = "_The rest is elsewhere._";

describe("a markdown text that is too long", () => {
  const long = [
    "### Head",
    folded("Changes", Array.from({ length: 200 }, (_, line) => `- change ${line} → ä`).join("\n")),
    codeBlock(Array.from({ length: 200 }, (_, line) => `line ${line}`).join("\n")),
    folded("Nested", codeBlock("x\n".repeat(300))),
  ].join("\n\n");

  it("stays as it is where it fits", () => {
    assert.equal(shortened(long, Buffer.byteLength(long), NOTE), long);
  });

  it("never gets longer than it may, at any length", () => {
    for (let bytes = 40; bytes < Buffer.byteLength(long); bytes += 7)
      assert.ok(Buffer.byteLength(shortened(long, bytes, NOTE)) <= bytes, String(bytes));
  });

  it("ends with the note, and with nothing open before it", () => {
    for (let bytes = 40; bytes < Buffer.byteLength(long); bytes += 7) {
      const text = shortened(long, bytes, NOTE);
      assert.ok(text.endsWith(`\n\n${NOTE}`));
      const count = (part: RegExp) => [...text.matchAll(part)].length;
      assert.equal(count(/^<details>$/gm), count(/^<\/details>$/gm), `${bytes}: ${text.slice(-200)}`);
      assert.equal(count(/^```/gm) % 2, 0, `${bytes}: ${text.slice(-200)}`);
    }
  });

  it("keeps its first lines whole", () => {
    const text = shortened(long, 600, NOTE);
    assert.match(text, /^### Head\n\n<details>\n<summary>Changes<\/summary>\n\n- change 0 → ä\n/);
    for (const line of text.split("\n")) assert.ok(line === NOTE || long.split("\n").includes(line), line);
  });
});

describe("text in markdown", () => {
  it("is shown as it is", () => {
    assert.equal(code("plain"), "`plain`");
    assert.equal(code("a `b` c"), "``a `b` c``");
    assert.equal(code("`b`"), "`` `b` ``");
    assert.equal(code("two\n  lines"), "`two lines`");
    assert.equal(codeBlock("a\n```\nb"), "````text\na\n```\nb\n````");
  });

  it("makes a table", () => {
    assert.equal(table(["a", "b"], [["1", "2"]]), "| a | b |\n| --- | --- |\n| 1 | 2 |");
  });
});
