import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

/** Says of a path relative to the context whether `.dockerignore` leaves it out. */
export type Ignore = (path: string) => boolean;

/** The ignore file of this Dockerfile if there is one, else that of the context. */
export function readIgnore(context: string, dockerfile: string): Ignore {
  const candidates = [`${dockerfile}.dockerignore`, join(context, ".dockerignore")];
  const file = candidates.find((path) => existsSync(path));
  return file ? ignoreFrom(readFileSync(file, "utf8")) : () => false;
}

/** The last matching line decides; a line that matches a folder also matches all that is in it. */
export function ignoreFrom(text: string): Ignore {
  const rules = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .filter((line) => !line.startsWith("#"))
    .map((line) => line.trim())
    .filter((line) => line !== "" && line !== "!")
    .map(parseRule);
  return (path) => {
    const ancestors = ancestorsOf(path);
    return rules.reduce(
      (ignored, { negated, pattern }) => (ancestors.some((part) => pattern.test(part)) ? !negated : ignored),
      false,
    );
  };
}

function parseRule(line: string): { negated: boolean; pattern: RegExp } {
  const negated = line.startsWith("!");
  const cleaned = posix.normalize((negated ? line.slice(1) : line).trim()).replace(/^\/+|\/+$/g, "");
  return { negated, pattern: toRegExp(cleaned) };
}

function toRegExp(glob: string): RegExp {
  const source = glob.replace(/\*\*\/|\*\*|\*|\?|\\.|\[[^\]]*\]|[.+^${}()|]/g, (token) => {
    if (token === "**/") return "(?:.*/)?";
    if (token === "**") return ".*";
    if (token === "*") return "[^/]*";
    if (token === "?") return "[^/]";
    return token.startsWith("[") || (token.startsWith("\\") && token.length === 2) ? token : `\\${token}`;
  });
  return new RegExp(`^${source}$`);
}

function ancestorsOf(path: string): string[] {
  const parts = path.split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}
