import assert from "node:assert/strict";
import { tagAt } from "../../../components/git/gitSources";
import { sourcesForEach } from "./sourcesRig";

describe("the tag of sources at a commit whose files git may change as it checks them out", () => {
  const { repository, write, sources, cloned } = sourcesForEach();

  const refused: [what: string, sentence: RegExp, make: () => void][] = [
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
      make();
      const commit = repository().commit();
      assert.throws(() => tagAt(sources(), commit), { message: sentence });
    });
  }

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
      const options = settings ? ["-c", settings.join("=")] : [];
      assert.equal(tagAt(sources(), commit), cloned(...options));
    });
  }
});
