import assert from "node:assert/strict";
import { ContextFile, contentTag, ImageSource } from "../../components/contentTag";

const file = (path: string, content: string, kind: ContextFile["kind"] = "file"): ContextFile => ({
  path,
  kind,
  content: Buffer.from(content),
});

const source: ImageSource = {
  files: [
    file("main.go", "package main"),
    file("run.sh", "true", "executable"),
    file("docs", "README", "symlink"),
  ],
  dockerfile: Buffer.from("FROM scratch"),
  buildArgs: { A: "1", B: "2" },
};

describe("the tag of an image", () => {
  it("is this very value for this very content, on every machine and in every release", () => {
    assert.equal(contentTag(source), "536cb4686898");
  });

  it("does not depend on the order in which files or arguments are listed", () => {
    const reordered = { ...source, files: [...source.files].reverse(), buildArgs: { B: "2", A: "1" } };
    assert.equal(contentTag(reordered), contentTag(source));
  });

  const [first, ...rest] = source.files;
  const changes: [string, Partial<ImageSource>][] = [
    ["a byte", { files: [file("main.go", "package mail"), ...rest] }],
    ["a path", { files: [file("Main.go", "package main"), ...rest] }],
    ["an executable bit", { files: [file("main.go", "package main", "executable"), ...rest] }],
    ["a link in place of a file", { files: [file("main.go", "package main", "symlink"), ...rest] }],
    ["a line ending", { files: [file("main.go", "package main\r"), ...rest] }],
    ["a file more", { files: [...source.files, file("go.mod", "")] }],
    ["a file less", { files: [first] }],
    ["the Dockerfile", { dockerfile: Buffer.from("FROM alpine") }],
    ["a build argument", { buildArgs: { A: "1", B: "3" } }],
    ["the name of a build argument", { buildArgs: { A: "1", C: "2" } }],
    ["the target", { target: "test" }],
  ];
  for (const [what, change] of changes) {
    it(`changes with ${what}`, () => {
      assert.notEqual(contentTag({ ...source, ...change }), contentTag(source));
    });
  }

  it("does not confuse a path's end with a content's beginning", () => {
    const one = contentTag({ ...source, files: [file("ab", "c")] });
    const other = contentTag({ ...source, files: [file("a", "bc")] });
    assert.notEqual(one, other);
  });
});
