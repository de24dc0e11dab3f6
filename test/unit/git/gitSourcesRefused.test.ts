import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { tagAt } from "../../../components/git/gitSources";
import { FOLDER, sourcesForEach } from "./sourcesRig";

describe("the tag of sources that cannot be taken from a commit", () => {
  const { repository, context, write, sources } = sourcesForEach();

  const refused: [what: string, sentence: RegExp, make: () => void][] = [
    [
      "without the context",
      /^Commit [0-9a-f]+ has no folder .*\/back end: choose one that has it\.$/,
      () => {
        repository().write("other");
        repository().git("add", "other");
        repository().git("commit", "--quiet", "--message", "Other");
      },
    ],
    [
      "without a Dockerfile",
      /^Build context .* has no Dockerfile at commit [0-9a-f]+: choose a commit that has one\.$/,
      () => {
        rmSync(join(context(), "Dockerfile"));
        write("main.go");
      },
    ],
    [
      "with a link in the Dockerfile's place",
      /\/Dockerfile is a link at commit [0-9a-f]+: put the file in its place/,
      () => {
        rmSync(join(context(), "Dockerfile"));
        repository().link(`${FOLDER}/Dockerfile`, "other");
      },
    ],
    [
      "with a submodule",
      /\/back end\/module is a submodule at commit .*: name it in \.dockerignore, or give a tag/,
      () => {
        const other = join(context(), "module");
        execFileSync("git", ["clone", "--quiet", repository().folder, other], { stdio: "ignore" });
        const identity = ["-c", "user.name=T", "-c", "user.email=t@example.com"];
        execFileSync("git", [...identity, "commit", "--quiet", "--allow-empty", "-m", "x"], { cwd: other });
      },
    ],
    [
      "with rules that Docker refuses",
      /^Line 2 of .*\/back end\/\.dockerignore at commit [0-9a-f]+, "a\[", opens a class/,
      () => write(".dockerignore", "b\na[\n"),
    ],
  ];
  for (const [what, sentence, make] of refused) {
    it(`is not told ${what}`, () => {
      const before = repository().git("rev-list", "--all");
      make();
      const after = repository().git("rev-list", "--all");
      const commit =
        before === after ? repository().commit() : { id: after.split("\n")[0], short: after.slice(0, 7) };
      assert.throws(() => tagAt(sources(), commit), { message: sentence });
    });
  }

  it("is not told of a file whose name is no text", () => {
    const blob = repository().git("hash-object", "-w", join(context(), "Dockerfile"));
    const entry = Buffer.concat([Buffer.from(`100644 ${blob}\t${FOLDER}/`), Buffer.from([0xff, 0])]);
    execFileSync("git", ["update-index", "-z", "--index-info"], { cwd: repository().folder, input: entry });
    repository().git("commit", "--quiet", "--message", "Odd");
    const commit = { id: repository().git("rev-parse", "HEAD"), short: "odd" };
    assert.throws(
      () => tagAt(sources(), commit),
      /has a file at commit odd whose name is not UTF-8: rename it/,
    );
  });

  it("is not told from a clone that lacks a file", () => {
    write("main.go", "1");
    const commit = repository().commit();
    const id = repository().git("rev-parse", `HEAD:${FOLDER}/main.go`);
    rmSync(join(repository().folder, ".git/objects", id.slice(0, 2), id.slice(2)));
    assert.throws(() => tagAt(sources(), commit), {
      message:
        `The git repository of ${context()} lacks the object ${id}: run "git fetch" there, ` +
        "or clone it anew if it is damaged.",
    });
  });
});
