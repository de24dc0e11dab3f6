import assert from "node:assert/strict";
import { ignoreRules } from "../../components/dockerignore";

/** Rules, the paths that Docker leaves out, and those that it keeps: as its own matcher answers. */
const table: [rules: string, out: string[], kept: string[]][] = [
  ["", [], ["a", "a/b"]],
  ["vendor", ["vendor", "vendor/a/b.go"], ["web/vendor/a.go", "vendor2", "Vendor"]],
  ["./vendor//x/../", ["vendor/a"], ["x/a", "vend"]],
  ["/vendor/", ["vendor/a"], ["web/vendor/a"]],
  ["//vendor", ["vendor"], ["x/vendor"]],
  ["  vendor\t\r\ndist\r\n", ["vendor/a", "dist/a"], ["a"]],
  ["my docs", ["my docs/a"], ["my", "docs"]],
  ["../vendor\n.\n/", [], ["vendor", "a/b"]],
  ["a/b", ["a/b", "a/b/c/d"], ["a", "a/c", "b"]],

  ["# vendor\n #dist", ["#dist/a"], ["vendor/a", "# vendor"]],
  ["\uFEFF# note\nvendor", ["vendor/a"], ["# note"]],
  ["\uFEFFvendor\ndist", ["vendor/a", "dist"], ["a"]],

  ["*", ["a", ".a", "a/b/c"], []],
  ["*.md", ["README.md", ".md", "a.md/b"], ["docs/README.md", "a.mdx", "amd"]],
  ["*/*.md", ["docs/README.md"], ["README.md", "docs/old/README.md"]],
  ["a*/b", ["abc/b", "a/b/c"], ["a/c/b", "b"]],
  ["*a*.txt", ["a.txt", "bab.txt"], ["b.txt", "a/b.txt"]],
  ["?.go", ["a.go", "é.go", "😀.go"], [".go", "ab.go", "a/b.go"]],
  ["a?c", ["abc"], ["a/c", "ac"]],

  ["**", ["a", "a/b/c"], []],
  ["**/", ["a", "a/b/c"], []],
  ["**/**", ["a", "a/b"], []],
  ["**/vendor", ["vendor/a", "web/vendor/a", "a/b/vendor"], ["web/myvendor", "vendors"]],
  ["**/*.md", ["README.md", "a/b/README.md"], ["md", "README.mdx"]],
  ["**/**/*.md", ["README.md", "a/README.md"], ["md"]],
  ["**/a/*", ["a/b", "x/a/b", "x/a/b/c"], ["a", "x/a"]],
  ["**/a/**", ["a/b", "x/a/b/c"], ["a", "x/a"]],
  ["a/**", ["a/b", "a/b/c"], ["a", "ab/c", "x/a/b"]],
  ["a**", ["a", "ab", "ab/c"], ["b", "x/ab"]],
  ["a**/*.txt", ["a/x.txt", "a/b/c/x.txt", "ab/x.txt"], ["a.md", "b/x.txt"]],
  ["a/**/b", ["a/b", "a/x/b", "a/x/y/b/c"], ["a/xb", "ab"]],
  ["**.md", ["README.md", "a/README.md", ".md"], ["md", "README.mdx"]],
  ["**file", ["file", "myfile", "a/file/b"], ["files"]],
  ["a/*.txt**", ["a/x.txt", "a/x.txt.gz", "a/x.txt/b"], ["a/x", "x.txt"]],
  ["***", ["a", "a/b"], []],

  ["[a-c].go", ["a.go", "c.go"], ["d.go", "-.go", "ab.go"]],
  ["[^a-c].go", ["d.go", "é.go"], ["a.go", ".go"]],
  ["[abx-z]", ["a", "b", "y"], ["c", "ab"]],
  ["[a.+]x", ["ax", ".x", "+x"], ["bx", "x"]],
  ["[\\-x]", ["-", "x"], ["a", "\\"]],
  ["[\\]a]", ["]", "a"], ["\\", "[]a]"]],
  ["[а-я]", ["ж"], ["a"]],
  ["a]*", ["a]", "a]b"], ["a"]],

  ["a\\*b", ["a*b"], ["axb", "a\\*b"]],
  ["\\#note", ["#note"], ["\\#note"]],
  ["\\!note", ["!note"], ["note"]],
  ["a\\\\b", ["a\\b"], ["ab", "a/b"]],
  ["with\\ space", ["with space"], ["with\\ space"]],

  ["a.b", ["a.b"], ["axb"]],
  ["app/(auth)", ["app/(auth)/page.tsx"], ["app/auth/page.tsx"]],
  ["(auth)/*", ["(auth)/page.tsx"], ["auth/page.tsx", "(auth)"]],
  ["a+b*", ["a+b", "a+b.txt"], ["aab", "ab"]],
  ["lib-1.0+g08.whl", ["lib-1.0+g08.whl"], ["lib-1.00g08.whl"]],
  ["$a*", ["$a", "$ab"], ["a"]],
  ["{a,b}.txt", ["{a,b}.txt"], ["a.txt", "b.txt"]],
  ["{a,b}.*", ["{a,b}.txt"], ["a.txt"]],
  ["a|b", ["a|b"], ["a", "b"]],
  ["x{2}", ["x{2}"], ["xx"]],
  ["^a", ["^a"], ["a"]],
  ["a\nb", ["a", "b"], ["a\nb"]],
  ["*.md", ["odd\nname.md"], ["odd\nname"]],
  ["**/*.md", ["odd\nname.md"], ["odd\nfolder/README.md"]],

  ["*\n!src", ["a", "a/src"], ["src", "src/deep/main.go"]],
  ["*\n!src/main.go", ["src/a.go", "src"], ["src/main.go"]],
  ["*\n!**/*.go", ["a.md", "x/a.md"], ["a.go", "x/y/a.go"]],
  ["*\n!*.md\nREADME.md", ["README.md", "a/b.md"], ["a.md"]],
  ["!README.md\n*.md", ["README.md"], ["a"]],
  ["docs\n!docs/README.md", ["docs/a"], ["docs/README.md"]],
  ["docs/*\n!docs/README.md", ["docs/a", "docs/a/README.md"], ["docs/README.md", "docs"]],
  ["**\n!a/b\na/b/c", ["a/b/c", "a", "x"], ["a/b", "a/b/d"]],
  ["*\n! /src/ ", ["a"], ["src/a"]],
  ["*\n/!src", ["a"], ["src/a"]],
  ["*\n!!a", ["a"], ["!a"]],
  ["a/b\n!a", ["a/b", "a/b/c"], ["a", "a/c"]],
  ["a\n!a", [], ["a", "a/b"]],
  ["a\n!b", ["a/b"], ["b"]],
];

const refused: [rules: string, sentence: RegExp][] = [
  ["*\n!", /^Line 2 of web\/\.dockerignore is an exception from nothing: write a path/],
  ["! ", /^Line 1 of web\/\.dockerignore is an exception from nothing/],
  ["!/", /is an exception from nothing/],
  ["a[", /^Line 1 of web\/\.dockerignore, "a\[", opens a class of characters and never closes it: add/],
  ["[^a", /never closes it/],
  ["[]a]", /has a class without characters/],
  ["[^]a]", /has a class without characters/],
  ["[x-]", /has "-" in a class, which Docker takes for something else: put a "\\" before it\.$/],
  ["[-x]", /in a class, which Docker takes for something else/],
  ["[a*]", /has "\*" in a class/],
  ["[[:alpha:]]", /has "\[" in a class/],
  ["[z-a]", /has the range "z-a", which ends before it begins: swap its ends\.$/],
  ["[Local-Only]/", /has the range "l-O", which ends before it begins/],
  ["a\\", /ends with a "\\": remove it or write "\\\\"\.$/],
  ["\\d*", /escapes "d", which Docker takes for something else: remove the "\\" before it\.$/],
  ["\\é", /escapes "é"/],
  ["*|", /has "\|" beside a wildcard, where Docker takes it for an operator: put a "\\" before it\.$/],
  ["x{2}*", /has "\{2\}" beside a wildcard/],
];

describe("an ignore file", () => {
  for (const [rules, out, kept] of table) {
    const ignores = ignoreRules(rules, ".dockerignore");
    for (const path of out) {
      it(`${JSON.stringify(rules)} leaves out ${JSON.stringify(path)}`, () =>
        assert.equal(ignores(path), true));
    }
    for (const path of kept) {
      it(`${JSON.stringify(rules)} keeps ${JSON.stringify(path)}`, () => assert.equal(ignores(path), false));
    }
  }

  for (const [rules, sentence] of refused) {
    it(`${JSON.stringify(rules)} is refused in one sentence`, () => {
      assert.throws(() => ignoreRules(rules, "web/.dockerignore"), { name: "Error", message: sentence });
    });
  }

  it("gives the same answer whatever was asked before", () => {
    const paths = ["a/b/c", "a/b", "a", "a/c"];
    const rules = "a/b\n!a\n**/c";
    const alone = paths.map((path) => ignoreRules(rules, ".dockerignore")(path));
    const together = ignoreRules(rules, ".dockerignore");
    assert.deepEqual(paths.map(together), alone);
    assert.deepEqual([...paths].reverse().map(together), [...alone].reverse());
  });
});
