import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const IMAGES = ["backend", "frontend", "database"];

/** The instructions of the stage that becomes the image, without comments, one each. */
function lastStage(image: string): string[] {
  const text = readFileSync(`dockerfiles/${image}/Dockerfile`, "utf8").replace(/^\s*#.*\n/gm, "");
  const instructions = text
    .replace(/\\\n\s*/g, "")
    .split("\n")
    .filter(Boolean);
  return instructions.slice(instructions.findLastIndex((line) => line.startsWith("FROM ")));
}

/** Labels as a registry shows them: the values are literal, one to an instruction. */
function labels(image: string): Record<string, string> {
  const lines = lastStage(image).filter((line) => line.startsWith("LABEL "));
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] =
        /^LABEL ([a-z.-]+)="([^"$\\]+)"$/.exec(line) ?? assert.fail(`not literal: ${line}`);
      return [name, value];
    }),
  );
}

describe("the images", () => {
  for (const image of IMAGES) {
    it(`say which of them they are: ${image}`, () => {
      assert.equal(labels(image)["blog-stack.image"], image);
    });

    it(`are labelled after all that takes time to build: ${image}`, () => {
      const instructions = lastStage(image).map((line) => line.split(" ")[0]);
      const labelled = instructions.indexOf("LABEL");
      assert.deepEqual(
        instructions.slice(labelled).filter((name) => name !== "LABEL"),
        [],
      );
    });
  }

  it("say which schema versions they serve on, where they use the database", () => {
    const { "blog-stack.schema.min": min, "blog-stack.schema.max": max } = labels("backend");
    assert.match(min, /^[1-9]\d*$/);
    assert.match(max, /^[1-9]\d*$/);
    assert.ok(Number(min) <= Number(max), `${min} to ${max}`);
  });

  it("say nothing of a schema otherwise", () => {
    assert.deepEqual(Object.keys(labels("frontend")), ["blog-stack.image"]);
    assert.deepEqual(Object.keys(labels("database")), ["blog-stack.image"]);
  });
});
