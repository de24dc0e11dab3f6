import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT, DOCUMENTS, Line } from "./documents";
import { commandsOf, DocumentCommand, placeOf } from "./documentCommands";
import { HELD } from "./held";
import { invocationsIn } from "./invocations";
import { statementsIn } from "./statements";
import { treatmentOf } from "./treatment";

const { scripts } = JSON.parse(readFileSync(join(CHECKOUT, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

describe("the commands of the documents", function () {
  this.timeout(60_000);
  let all: DocumentCommand[];
  before(() => {
    all = DOCUMENTS.flatMap(commandsOf);
  });

  it("are each executed by a test, or held back for a reason that test/docs/held.ts states", () => {
    assert.deepEqual(all.filter((command) => treatmentOf(command) === undefined).map(placeOf), []);
  });

  it("are held back only if they are there", () => {
    const idle = HELD.flatMap(({ document, begins }) =>
      begins
        .filter(
          (text) =>
            !all.some(
              (each) => (document === "*" || document === each.document) && each.text.startsWith(text),
            ),
        )
        .map((text) => `${document}: ${text}`),
    );
    assert.deepEqual(idle, []);
  });

  it("name only scripts that package.json has", () => {
    const named =
      all.length &&
      invocationsIn(all).filter(
        ({ program, args }) => program === "npm" && args[0] === "run" && args.length > 1,
      );
    assert.ok(named && named.length > 20);
    assert.deepEqual(
      named.filter(({ args }) => scripts[args[1] ?? ""] === undefined).map(({ command }) => placeOf(command)),
      [],
    );
  });
});

describe("a block of shell commands", () => {
  const linesOf = (...texts: string[]): Line[] =>
    texts.map((text, index) => ({ text, number: index + 1, section: "", language: "sh", fence: false }));
  const texts = (...lines: string[]) => statementsIn(linesOf(...lines)).map(({ text }) => text);

  it("is split where a command ends", () => {
    assert.deepEqual(texts("one   # first", "", "# nothing", "two \\", "  more", "three '", "still'"), [
      "one",
      "two \\\n  more",
      "three '\nstill'",
    ]);
    assert.deepEqual(texts("f() {", "  one", "}", "cat <<END", "text", "END", "two"), [
      "f() {\n  one\n}",
      "cat <<END\ntext\nEND",
      "two",
    ]);
  });

  it("must end", () => {
    assert.throws(() => texts("one", "two '"), /The command in line 2 does not end/);
  });
});
