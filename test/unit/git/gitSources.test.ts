import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { readBuildContext } from "../../../components/buildContext";
import { tagAt } from "../../../components/git/gitSources";
import { FOLDER, sourcesForEach } from "./sourcesRig";

/** Files of a context that tempt a reader to take them for something else. */
const ODD: [path: string, content: string | Uint8Array, mode?: number][] = [
  ["run.sh", "true", 0o755],
  ["others.sh", "true", 0o645],
  ["empty", ""],
  ["binary", Uint8Array.from({ length: 256 }, (_, index) => index)],
  ["windows.txt", "one\r\ntwo\r\n"],
  ["mixed.txt", "one\r\ntwo\n"],
  [" leading and trailing ", "space"],
  ["new\nline", "1"],
  ['quo"te', "2"],
  ["apos'trophe", "3"],
  ["back\\slash", "4"],
  ["tab\there", "5"],
  ["\u0001control", "6"],
  ["ünïcödé/日本語/😀.txt", "7"],
  ["\uFEFFmark", "8"],
  ["-option", "9"],
  [":(glob)magic", "10"],
  ["*.star", "11"],
  ["[a-c]", "12"],
  ["app/(auth)/page.tsx", "13"],
  ["deep/er/and/deeper/file", "14"],
  [".hidden/.gitignore", "nothing\n"],
  ["same", "true"],
  ["Z", ""],
  ["a", ""],
  ["a.b", ""],
  ["a-b", ""],
];

describe("the tag of sources at a commit", () => {
  const { repository, context, write, sources, onDisk, cloned } = sourcesForEach();

  it("is that of a clean checkout, with whatever names, bytes, modes and links", () => {
    for (const [path, content, mode] of ODD) write(path, content, mode);
    for (const [path, target] of [
      ["to-file", "run.sh"],
      ["to-folder", "deep/er"],
      ["to-nothing", "not there"],
      ["to-far", "/etc/hostname"],
      ["to-odd", "new\nline"],
    ]) {
      repository().link(`${FOLDER}/${path}`, target);
    }
    const commit = repository().commit();
    const tag = onDisk(context());
    assert.equal(readBuildContext(context()).files.length, ODD.length + 6);
    assert.equal(tagAt(sources(), commit), tag);
    assert.equal(cloned(), tag);
  });

  it("does not depend on what lies in the folder now", () => {
    write("main.go", "1");
    const commit = repository().commit();
    const tag = onDisk(context());
    write("main.go", "2");
    write("untracked", "");
    write(".dockerignore", "*");
    rmSync(join(context(), "Dockerfile"));
    assert.equal(tagAt(sources(), commit), tag);
  });

  it("is that of each commit, back in the history", () => {
    const made = ["1", "2", "3"].map((content) => {
      write("main.go", content);
      return { commit: repository().commit(), tag: onDisk(context()) };
    });
    for (const { commit, tag } of made) assert.equal(tagAt(sources(), commit), tag);
    assert.equal(new Set(made.map(({ tag }) => tag)).size, 3);
  });

  it("follows the commit's own ignore file", () => {
    for (const path of ["main.go", "main_test.go", "docs/a.md", "vendor/x.go"]) write(path, path);
    write(".dockerignore", "*\n!**/*.go\n**/*_test.go\n");
    const commit = repository().commit();
    const tag = onDisk(context());
    write("main_test.go", "changed");
    write("docs/a.md", "changed");
    assert.equal(tagAt(sources(), repository().commit()), tag);
    write("vendor/x.go", "changed");
    assert.notEqual(tagAt(sources(), repository().commit()), tag);
    assert.equal(tagAt(sources(), commit), tag);
  });

  it("follows the Dockerfile's own ignore file before the context's", () => {
    write("main.go", "1");
    write("notes.md", "1");
    write(".dockerignore", "Dockerfile*\n.dockerignore\nmain.go\n");
    write("Dockerfile.dockerignore", "Dockerfile*\n.dockerignore\nnotes.md\n");
    const tag = tagAt(sources(), repository().commit());
    write("notes.md", "2");
    assert.equal(tagAt(sources(), repository().commit()), tag);
    write("main.go", "2");
    assert.notEqual(tagAt(sources(), repository().commit()), tag);
  });

  it("does not mind a submodule, or files kept elsewhere, that the ignore file leaves out", () => {
    write(".dockerignore", "*.bin\nmodule\n");
    write(".gitattributes", "*.bin filter=lfs -text\n");
    write("big.bin", "");
    const commit = repository().commit();
    const inModule = join(context(), "module");
    execFileSync("git", ["clone", "--quiet", repository().folder, inModule]);
    assert.equal(tagAt(sources(), repository().commit()), tagAt(sources(), commit));
  });

  it("counts the Dockerfile that the ignore file leaves out", () => {
    write(".dockerignore", "*");
    const tag = tagAt(sources(), repository().commit());
    assert.equal(tag, onDisk(context()));
    write("Dockerfile", "FROM other\n");
    assert.notEqual(tagAt(sources(), repository().commit()), tag);
  });

  it("is told of a context that is the whole repository, if git's own folder is left out", () => {
    repository().write("Dockerfile", "FROM scratch\n");
    repository().write(".dockerignore", ".git\n");
    const root = sources(repository().folder);
    assert.equal(tagAt(root, repository().commit()), onDisk(repository().folder));
    repository().write(".dockerignore", "");
    assert.throws(
      () => tagAt(root, repository().commit()),
      /holds git's own folder at commit .*: name \.git in/,
    );
  });

  it("is the same in another worktree", () => {
    const commit = repository().commit();
    const worktree = `${repository().folder}-worktree`;
    repository().git("worktree", "add", "--quiet", worktree);
    try {
      assert.equal(tagAt(sources(join(worktree, FOLDER)), commit), tagAt(sources(), commit));
    } finally {
      rmSync(worktree, { recursive: true });
    }
  });
});
