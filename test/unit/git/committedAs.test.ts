import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { readBuildContext } from "../../../components/buildContext";
import { contentTag } from "../../../components/contentTag";
import { committedAs } from "../../../components/git/gitSources";
import { repositoryForEach } from "./repository";

const buildArgs = { VERSION: "1" };

describe("the commit of an image's sources", () => {
  const repository = repositoryForEach();
  const sources = () => ({ context: join(repository().folder, "backend"), buildArgs });
  const onDisk = () => contentTag({ ...readBuildContext(sources().context), buildArgs });
  const committed = () => committedAs(sources(), onDisk());
  beforeEach(() => {
    repository().write("backend/Dockerfile", "FROM scratch\n");
    repository().write("backend/.dockerignore", "*.md\n");
    repository().write("backend/main.go", "1");
    repository().write(".gitignore", "*.log\n");
  });

  it("is the last one that changed the context", () => {
    const commit = repository().commit();
    repository().write("frontend/index.html");
    repository().commit();
    assert.deepEqual(committed(), commit);
  });

  const dirty: [string, () => void][] = [
    ["a changed file", () => repository().write("backend/main.go", "2")],
    ["a changed mode", () => repository().write("backend/main.go", "1", 0o755)],
    [
      "a staged file",
      () => {
        repository().write("backend/main.go", "2");
        repository().git("add", "--all");
      },
    ],
    ["an untracked file", () => repository().write("backend/new.go")],
    ["a file that git ignores and the build does not", () => repository().write("backend/a.log")],
    ["a file less", () => rmSync(join(sources().context, "main.go"))],
  ];
  for (const [what, make] of dirty) {
    it(`is none with ${what}`, () => {
      repository().commit();
      make();
      assert.equal(committed(), undefined);
    });
  }

  it("is there in spite of changes that the build does not see", () => {
    const commit = repository().commit();
    repository().write("backend/notes.md");
    repository().write("frontend/index.html");
    assert.deepEqual(committed(), commit);
  });

  it("is none without a commit, and where the commit does not tell the tag", () => {
    assert.equal(committed(), undefined);
    repository().write("backend/.gitattributes", "* filter=lfs\n");
    repository().commit();
    assert.equal(committed(), undefined);
  });
});
