import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { readBuildContext } from "../../../components/buildContext";
import { contentTag } from "../../../components/contentTag";
import { tagAt } from "../../../components/git/gitSources";
import { repositoryForEach } from "./repository";

const buildArgs = { VERSION: "1" };

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
  const repository = repositoryForEach();
  const context = () => join(repository().folder, "my services/back end");
  const sources = () => ({ context: context(), buildArgs });
  const write = (path: string, content: string | Uint8Array = "", mode?: number) =>
    repository().write(`my services/back end/${path}`, content, mode);
  const onDisk = (folder = context()) => contentTag({ ...readBuildContext(folder), buildArgs });
  beforeEach(() => write("Dockerfile", "FROM scratch\n"));

  it("is that of a clean checkout, with whatever names, bytes, modes and links", () => {
    for (const [path, content, mode] of ODD) write(path, content, mode);
    for (const [path, target] of [
      ["to-file", "run.sh"],
      ["to-folder", "deep/er"],
      ["to-nothing", "not there"],
      ["to-far", "/etc/hostname"],
      ["to-odd", "new\nline"],
    ]) {
      repository().link(`my services/back end/${path}`, target);
    }
    const commit = repository().commit();
    const tag = onDisk();
    assert.equal(readBuildContext(context()).files.length, ODD.length + 6);
    assert.equal(tagAt(sources(), commit), tag);

    const clone = `${repository().folder}-clone`;
    execFileSync("git", ["clone", "--quiet", repository().folder, clone]);
    try {
      assert.equal(onDisk(join(clone, "my services/back end")), tag);
    } finally {
      rmSync(clone, { recursive: true });
    }
  });

  it("does not depend on what lies in the folder now", () => {
    write("main.go", "1");
    const commit = repository().commit();
    const tag = onDisk();
    write("main.go", "2");
    write("untracked", "");
    write(".dockerignore", "*");
    rmSync(join(context(), "Dockerfile"));
    assert.equal(tagAt(sources(), commit), tag);
  });

  it("is that of each commit, back in the history", () => {
    const made = ["1", "2", "3"].map((content) => {
      write("main.go", content);
      return { commit: repository().commit(), tag: onDisk() };
    });
    for (const { commit, tag } of made) assert.equal(tagAt(sources(), commit), tag);
    assert.equal(new Set(made.map(({ tag }) => tag)).size, 3);
  });

  it("follows the commit's own ignore file", () => {
    for (const path of ["main.go", "main_test.go", "docs/a.md", "vendor/x.go"]) write(path, path);
    write(".dockerignore", "*\n!**/*.go\n**/*_test.go\n");
    const commit = repository().commit();
    const tag = onDisk();
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

  it("counts the Dockerfile that the ignore file leaves out", () => {
    write(".dockerignore", "*");
    const tag = tagAt(sources(), repository().commit());
    assert.equal(tag, onDisk());
    write("Dockerfile", "FROM other\n");
    assert.notEqual(tagAt(sources(), repository().commit()), tag);
  });

  it("is told of a context that is the whole repository, if git's own folder is left out", () => {
    repository().write("Dockerfile", "FROM scratch\n");
    repository().write(".dockerignore", ".git\n");
    const root = { context: repository().folder, buildArgs };
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
      const there = { context: join(worktree, "my services/back end"), buildArgs };
      assert.equal(tagAt(there, commit), tagAt(sources(), commit));
    } finally {
      rmSync(worktree, { recursive: true });
    }
  });

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
        repository().link("my services/back end/Dockerfile", "other");
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
    [
      "with files kept elsewhere",
      /\/big\.bin is not checked out as .* \(filter=lfs\): give a tag/,
      () => {
        write(".gitattributes", "*.bin filter=lfs -text\n");
        write("big.bin", "version https://git-lfs.github.com/spec/v1\n");
      },
    ],
    [
      "with lines that a checkout ends otherwise",
      /\/a\.txt is not checked out as .* \(eol=crlf\): give a tag/,
      () => {
        write(".gitattributes", "*.txt text eol=crlf\n");
        write("a.txt", "one\r\n");
      },
    ],
    [
      "with a Dockerfile that a checkout ends otherwise, though no other file counts",
      /\/Dockerfile is not checked out as .* \(eol=crlf\)/,
      () => {
        write(".dockerignore", "*\n");
        write(".gitattributes", "Dockerfile text eol=crlf\n");
      },
    ],
    [
      "with guessed texts that a checkout ends otherwise",
      /\/a\.txt is not checked out .* \(eol=crlf\)/,
      () => {
        write(".gitattributes", "*.txt text=auto eol=crlf\n");
        write("a.txt", "one\n");
      },
    ],
    [
      "on a machine that ends lines otherwise",
      /\/a\.txt is not checked out .* \(core\.autocrlf=true\)/,
      () => {
        write("a.txt", "one\n");
        write(".gitattributes", "Dockerfile -text\n.gitattributes -text\n");
        repository().git("config", "core.autocrlf", "true");
      },
    ],
    [
      "on a machine that ends marked lines otherwise",
      /\/Dockerfile is not checked out .* \(core\.eol=crlf\)/,
      () => {
        write(".gitattributes", "Dockerfile text\n");
        repository().git("config", "core.eol", "crlf");
      },
    ],
    [
      "in another encoding",
      /\/a\.txt is not checked out .* \(working-tree-encoding=UTF-16\)/,
      () => {
        write(".gitattributes", "*.txt working-tree-encoding=UTF-16\n");
        write("a.txt", Buffer.from("\uFEFFone", "utf16le"));
      },
    ],
    [
      "with the commit's name in a file",
      /\/a\.txt is not checked out .* \(ident\)/,
      () => {
        write(".gitattributes", "*.txt ident\n");
        write("a.txt", "$Id$");
      },
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
    const entry = Buffer.concat([
      Buffer.from(`100644 ${blob}\tmy services/back end/`),
      Buffer.from([0xff, 0]),
    ]);
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
    const id = repository().git("rev-parse", "HEAD:my services/back end/main.go");
    rmSync(join(repository().folder, ".git/objects", id.slice(0, 2), id.slice(2)));
    assert.throws(() => tagAt(sources(), commit), {
      message:
        `The git repository of ${context()} lacks the object ${id}: run "git fetch" there, ` +
        "or clone it anew if it is damaged.",
    });
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

  const unchanged: [what: string, attributes: string, content: string, settings?: string[]][] = [
    ["-text", "* -text", "one\n", ["core.autocrlf", "true"]],
    ["binary", "* binary", "one\n", ["core.autocrlf", "true"]],
    ["text=auto", "* text=auto", "one\n"],
    ["eol=lf", "* text eol=lf", "one\n", ["core.autocrlf", "true"]],
    ["a guessed text with a NUL", "Dockerfile -text", "one\n\0", ["core.autocrlf", "true"]],
    ["autocrlf=input", "* text=auto", "one\n", ["core.autocrlf", "input"]],
    ["no lines at all", "*.txt text", "one", ["core.eol", "crlf"]],
    ["a filter that is off", "* -filter", "one\n"],
    ["ident without its mark", "* ident", "one\n"],
  ];
  for (const [what, attributes, content, settings] of unchanged) {
    it(`is told where a checkout changes nothing: ${what}`, () => {
      write(".gitattributes", `${attributes}\n.gitattributes -text\n`);
      write("a.txt", content);
      const commit = repository().commit();
      if (settings) repository().git("config", ...settings);
      const clone = `${repository().folder}-clone`;
      const flags = settings ? ["-c", settings.join("=")] : [];
      execFileSync("git", ["clone", "--quiet", ...flags, repository().folder, clone]);
      try {
        assert.equal(tagAt(sources(), commit), onDisk(join(clone, "my services/back end")));
      } finally {
        rmSync(clone, { recursive: true });
      }
    });
  }
});
