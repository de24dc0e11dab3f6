import assert from "node:assert/strict";
import { existsSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { ALL_DOCUMENTS, CHECKOUT, linesOf } from "./documents";

interface Link {
  readonly target: string;
  readonly line: number;
}

/** Links of a document that lead to somewhere in this repository. */
function linksOf(document: string): Link[] {
  return linesOf(document)
    .filter(({ language }) => language === undefined)
    .flatMap(({ text, number }) =>
      [...text.replace(/`[^`]*`/g, "").matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => ({
        target,
        line: number,
      })),
    )
    .filter(({ target }) => !/^[a-z]+:/.test(target));
}

/** The anchors of a document's headings, as GitHub makes them. */
function anchorsOf(document: string): Set<string> {
  const anchors = new Set<string>();
  for (const { text, language } of linesOf(document)) {
    const heading = language === undefined ? /^#{1,6} (.+)$/.exec(text)?.[1] : undefined;
    if (heading === undefined) continue;
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-");
    let anchor = slug;
    for (let again = 1; anchors.has(anchor); again++) anchor = `${slug}-${again}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** Why a link leads nowhere; undefined if it does lead somewhere. */
function problem(document: string, { target, line }: Link): string | undefined {
  const [path = "", anchor] = target.split("#");
  const place = path === "" ? document : normalize(join(dirname(document), path));
  const at = `${document}:${line} links to ${target}`;
  if (!existsSync(join(CHECKOUT, place))) return `${at}, which is not there`;
  if (anchor === undefined || statSync(join(CHECKOUT, place)).isDirectory()) return undefined;
  return anchorsOf(place).has(anchor) ? undefined : `${at}, but ${place} has no such heading`;
}

describe("the links of the documents", () => {
  for (const document of ALL_DOCUMENTS) {
    it(`lead somewhere: ${document}`, () => {
      assert.deepEqual(
        linksOf(document).flatMap((link) => problem(document, link) ?? []),
        [],
      );
    });
  }

  it("are found at all", () => {
    assert.ok(linksOf("README.md").length > 5);
    assert.ok(anchorsOf("docs/production.md").has("state"));
  });
});
