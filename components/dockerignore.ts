import * as pulumi from "@pulumi/pulumi";
import { posix } from "node:path";
import { compilePattern } from "./dockerignorePattern";

interface Rule {
  readonly exception: boolean;
  readonly matches: (path: string) => boolean;
}

/**
 * Reads an ignore file as Docker does and says of a path below the context whether it is left out of the build.
 *
 * A rule that fits a folder covers all that is in it; the last rule that fits decides. `file` is the name under
 * which a RunError speaks of a rule that Docker refuses, or reads as something other than it says.
 */
export function ignoreRules(text: string, file: string): (path: string) => boolean {
  const rules = text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .flatMap((line, index) => ruleOf(line, `Line ${index + 1} of ${file}`) ?? []);
  const folders = new Map<string, readonly boolean[]>([[".", rules.map(() => false)]]);

  const fits = (path: string): readonly boolean[] => {
    const folder = posix.dirname(path);
    const above = folders.get(folder) ?? fits(folder);
    folders.set(folder, above);
    return fitting(rules, path, above);
  };
  return (path) => isIgnored(rules, fits(path));
}

/**
 * Which rules fit a path, given those that fit its folder.
 *
 * A rule that could not change the result so far is not tried, and then does not count for what lies below
 * either: after "a/b", the exception "!a" does not bring a/b back. That is Docker's way.
 */
function fitting(rules: readonly Rule[], path: string, above: readonly boolean[]): boolean[] {
  let ignored = false;
  return rules.map(({ exception, matches }, index) => {
    const fits = above[index] || (exception === ignored && matches(path));
    if (fits) ignored = !exception;
    return fits;
  });
}

function isIgnored(rules: readonly Rule[], fits: readonly boolean[]): boolean {
  const last = fits.lastIndexOf(true);
  return last >= 0 && !rules[last].exception;
}

/** The rule of one line; undefined for a comment or an empty line. */
function ruleOf(line: string, where: string): Rule | undefined {
  if (line.startsWith("#") || line.trim() === "") return undefined;
  const rule = normalized(line.trim());
  if (rule === "") return undefined;
  const exception = rule.startsWith("!");
  const pattern = exception ? rule.slice(1) : rule;
  if (pattern === "") {
    throw new pulumi.RunError(
      `${where} is an exception from nothing: write a path after the "!" or remove it.`,
    );
  }
  return { exception, matches: compilePattern(pattern, where) };
}

/** The shortest form of a path that may begin with an exception's "!"; "/a" is "a". */
function normalized(text: string): string {
  const mark = text.startsWith("!") ? "!" : "";
  const path = text.slice(mark.length).trim();
  return path === "" ? mark : clean((mark + clean(path).replace(/^\/(?=.)/, "")).trim());
}

const clean = (path: string) => (path === "" ? "" : posix.normalize(path).replace(/(?<=.)\/$/, ""));
