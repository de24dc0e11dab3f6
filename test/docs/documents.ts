import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Folder of the checkout. */
export const CHECKOUT = dirname(dirname(__dirname));

/** Documents for operators and contributors, whose commands are executed. */
export const DOCUMENTS = ["README.md", "CONTRIBUTING.md", ...found("docs/**/*.md")];

/** All documents, those beside the code they describe included. */
export const ALL_DOCUMENTS = [...DOCUMENTS, "CHANGELOG.md", ...found("test/**/README.md")];

function found(pattern: string): string[] {
  const exclude = (path: string) => path.includes("node_modules");
  return globSync(pattern, { cwd: CHECKOUT, exclude }).sort();
}

/** A line of a document, and where it stands. */
export interface Line {
  readonly text: string;
  /** Counted from 1. */
  readonly number: number;
  /** The last heading before it. */
  readonly section: string;
  /** Language of the fenced block that it is in; undefined outside of blocks. */
  readonly language?: string;
  /** Whether it begins or ends a block. */
  readonly fence: boolean;
}

export const textOf = (document: string) => readFileSync(join(CHECKOUT, document), "utf8");

/** The lines of a document in their order. */
export function linesOf(document: string): Line[] {
  let section = "";
  let language: string | undefined;
  return textOf(document)
    .split("\n")
    .map((text, index) => {
      const fence = /^\s*```(\w*)/.exec(text);
      if (fence) language = language === undefined ? (fence[1] ?? "") : undefined;
      else if (language === undefined) section = /^#{1,6} (.+)$/.exec(text)?.[1] ?? section;
      return { text, number: index + 1, section, language, fence: fence !== null };
    });
}
