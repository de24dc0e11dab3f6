import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commitOf, resolveCommit } from "../../../components/git/commit";
import { Repository, repositoryForEach } from "./repository";

describe("the last commit of a context", () => {
  const repository = repositoryForEach();
  const context = () => join(repository().folder, "backend");

  it("is the one that changed it, whatever came after", () => {
    repository().write("backend/main.go", "1");
    repository().commit();
    repository().write("backend/main.go", "2");
    const changed = repository().commit();
    repository().write("frontend/index.html", "");
    repository().commit();
    assert.deepEqual(commitOf(context()), changed);
  });

  it("is none before the first commit, and of a folder that is not in git", () => {
    repository().write("backend/main.go");
    assert.equal(commitOf(context()), undefined);
    repository().git("add", "--all");
    repository().git("reset", "--quiet");
    repository().write("other", "");
    repository().git("add", "other");
    repository().git("commit", "--quiet", "--message", "Other");
    assert.equal(commitOf(context()), undefined);
  });

  it("is none outside of git", () => {
    const folder = mkdtempSync(join(tmpdir(), "no-repository-"));
    try {
      assert.equal(commitOf(folder), undefined);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("is looked for where the context lies, whatever a hook says", () => {
    repository().write("backend/main.go");
    const commit = repository().commit();
    const other = new Repository();
    process.env.GIT_DIR = join(other.folder, ".git");
    try {
      assert.deepEqual(commitOf(context()), commit);
    } finally {
      delete process.env.GIT_DIR;
      other.remove();
    }
  });
});

describe("a commit by name", () => {
  const repository = repositoryForEach();
  const resolve = (name: string) => resolveCommit(repository().folder, name);

  it("may be HEAD, a branch, a tag, a whole or a short name, or told from another", () => {
    const first = repository().commit("First");
    const second = repository().commit("Second");
    repository().git("branch", "old", first.id);
    repository().git("tag", "light", first.id);
    repository().git("tag", "--annotate", "--message", "Release", "heavy", first.id);
    for (const name of [
      "HEAD~1",
      "HEAD^",
      "old",
      "light",
      "heavy",
      first.id,
      first.short,
      "main~1",
      "refs/heads/old",
    ]) {
      assert.deepEqual(resolve(name), first, name);
    }
    for (const name of ["HEAD", "main", "@", second.id.toUpperCase()])
      assert.deepEqual(resolve(name), second, name);
  });

  it("may not be unknown", () => {
    repository().commit();
    const blob = repository().git("hash-object", "-w", "--stdin");
    for (const name of [
      "gone",
      "HEAD~1",
      "0000000",
      "f".repeat(40),
      blob,
      "HEAD:",
      "",
      " ",
      "-h",
      "--all",
      "a b",
      "a\nb",
    ]) {
      assert.throws(() => resolve(name), {
        message:
          `"${name}" names no commit in the repository of ${repository().folder}: correct it, ` +
          'or run "git fetch" if it is newer than this clone.',
      });
    }
  });

  it("may not be unknown in a repository without commits", () => {
    assert.throws(() => resolve("HEAD"), /"HEAD" names no commit/);
  });

  it("may not be a branch and another tag", () => {
    repository().git("tag", "release", repository().commit().id);
    repository().commit();
    repository().git("branch", "release");
    assert.throws(() => resolve("release"), {
      message:
        `"release" is the name of several things in the repository of ${repository().folder}: write ` +
        "refs/heads/release for the branch, refs/tags/release for the tag, or more digits of the commit.",
    });
    assert.equal(resolve("refs/tags/release").id, resolve("main~1").id);
  });

  it("may not be the beginning of several commits, which are named", () => {
    repository().commit();
    const { start, ids } = sameBeginning(repository(), 7);
    // An object that is no commit is no candidate.
    assert.throws(
      () => resolve(start),
      (error: Error) => {
        const { message } = error;
        assert.match(
          message,
          new RegExp(`^"${start}" is the beginning of several commits in the repository of `),
        );
        assert.match(message, / and 2 more\.$/);
        const named = [...message.matchAll(/([0-9a-f]+) \(2026-01-02, Number [0-9]+\)/g)].map(
          ([, short]) => short,
        );
        assert.equal(named.length, 5);
        for (const short of named)
          assert.ok(
            ids.some((id) => id.startsWith(short)),
            short,
          );
        return true;
      },
    );
  });

  it("may be in the part of the history that a shallow clone does not have", () => {
    const first = repository().commit();
    repository().commit();
    const clone = mkdtempSync(join(tmpdir(), "shallow-"));
    try {
      execFileSync("git", ["clone", "--quiet", "--depth=1", `file://${repository().folder}`, clone]);
      for (const name of ["HEAD~1", first.short]) {
        assert.throws(() => resolveCommit(clone, name), {
          message:
            `"${name}" names no commit in the repository of ${clone}, which holds only a part of its history: ` +
            'run "git fetch --unshallow" there and try again.',
        });
      }
    } finally {
      rmSync(clone, { recursive: true });
    }
  });

  it("needs a repository", () => {
    const folder = mkdtempSync(join(tmpdir(), "no-repository-"));
    try {
      assert.throws(() => resolveCommit(folder, "HEAD"), {
        message: `${folder} is in no git repository: give a tag instead of a commit.`,
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
    assert.throws(() => resolveCommit(folder, "HEAD"), /Build context .* is not a folder: correct "context"/);
  });

  it("needs git", () => {
    const path = process.env.PATH;
    process.env.PATH = repository().folder;
    try {
      assert.throws(() => resolve("HEAD"), {
        message: "git cannot be run (ENOENT): install it, or give a tag instead of a commit.",
      });
    } finally {
      process.env.PATH = path;
    }
  });
});

/** Makes commits whose names have the same four digits at their beginning. */
function sameBeginning(repository: Repository, count: number): { start: string; ids: string[] } {
  const who = "Test <test@example.com> 1767312000 +0000";
  const tree = repository.git("write-tree");
  const texts = new Map<string, string[]>();
  for (let number = 1; ; number++) {
    const text = `tree ${tree}\nauthor ${who}\ncommitter ${who}\n\nNumber ${number}\n`;
    const id = createHash("sha1").update(`commit ${text.length}\0${text}`).digest("hex");
    const same = [...(texts.get(id.slice(0, 4)) ?? []), text];
    texts.set(id.slice(0, 4), same);
    if (same.length < count) continue;
    const store = (input: string) =>
      execFileSync("git", ["hash-object", "-t", "commit", "-w", "--stdin"], {
        cwd: repository.folder,
        input,
      });
    return { start: id.slice(0, 4), ids: same.map((one) => store(one).toString().trim()) };
  }
}
