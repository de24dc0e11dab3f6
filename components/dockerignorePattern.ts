import * as pulumi from "@pulumi/pulumi";

/** A class, an escaped character, two asterisks with their slash, something like "{2}", or any character. */
const TOKEN = /\[\^?(?:\\.|[^\]\\])*\]|\\.|\*\*\/?|\{\d+(?:,\d*)?\}|[^]/gsu;
/** Characters that make a pattern more than a fixed text. */
const SPECIAL = /[*?[\]\\]/;

/**
 * A test for one pattern of an ignore file: "*" and "?" stay within a folder, "**" does not, "[a-c]" is one
 * character of several, "\*" is an asterisk.
 *
 * Throws a RunError that begins with `where` if Docker refuses the pattern or does not read it as it is written.
 */
export function compilePattern(pattern: string, where: string): (path: string) => boolean {
  if (!SPECIAL.test(pattern)) return (path) => path === pattern;
  const [, end] = /^\*\*([^]*)$/.exec(pattern) ?? [];
  // Docker compares the end alone: "**.md" also fits README.md, where the "**" stands for half a name.
  if (end !== undefined && !SPECIAL.test(end)) return (path) => path.endsWith(end) || `/${path}` === end;
  const [, start] = /^([^]*)\*\*$/.exec(pattern) ?? [];
  if (start !== undefined && !SPECIAL.test(start)) return (path) => path.startsWith(start);

  const tokens = pattern.match(TOKEN) ?? [];
  const source = tokens.map((token, index) =>
    toRegExp(token, index === tokens.length - 1, refusal(pattern, where)),
  );
  const regExp = new RegExp(`^${source.join("")}$`, "u");
  return (path) => regExp.test(path);
}

type Refuse = (reason: string) => pulumi.RunError;

const refusal =
  (pattern: string, where: string): Refuse =>
  (reason) =>
    new pulumi.RunError(`${where}, "${pattern}", ${reason}.`);

function toRegExp(token: string, last: boolean, refuse: Refuse): string {
  if (token.startsWith("**")) return last ? "[^\\n]*" : "(?:[^\\n]*/)?";
  if (token === "*") return "[^/]*";
  if (token === "?") return "[^/]";
  // Docker hands it on to a regular expression, where it stands for the beginning.
  if (token === "^") return "^";
  if (token === "|" || /^\{./.test(token)) {
    throw refuse(
      `has "${token}" beside a wildcard, where Docker takes it for an operator: put a "\\" before it`,
    );
  }
  if (token === "[")
    throw refuse('opens a class of characters and never closes it: add a "]" or write "\\["');
  if (token.startsWith("[")) return classOf(token, refuse);
  return literal(unescaped(token, refuse));
}

/** "[a-cx]" or "[^a-cx]": single characters and ranges. */
function classOf(token: string, refuse: Refuse): string {
  const negated = token.startsWith("[^");
  const members = token.slice(negated ? 2 : 1, -1).match(/\\?[^](?:-\\?[^])?/gsu) ?? [];
  if (members.length === 0) throw refuse("has a class without characters: write one between the brackets");
  const ranges = members.map((member) => {
    const [from, to = from] = [...member.matchAll(/(\\?[^])(?:-(?=[^])|$)/gsu)].map(([, end]) => end);
    if (/^[-*?[]$/.test(from) || /^[-*?[]$/.test(to)) {
      throw refuse(`has "${member}" in a class, which Docker takes for something else: put a "\\" before it`);
    }
    const [low, high] = [unescaped(from, refuse), unescaped(to, refuse)];
    if (low > high) throw refuse(`has the range "${member}", which ends before it begins: swap its ends`);
    return `${literal(low)}-${literal(high)}`;
  });
  return `[${negated ? "^" : ""}${ranges.join("")}]`;
}

/** The character that a token stands for; a backslash makes the next character an ordinary one. */
function unescaped(token: string, refuse: Refuse): string {
  if (!token.startsWith("\\")) return token;
  const [, character] = [...token];
  if (character === undefined) throw refuse('ends with a "\\": remove it or write "\\\\"');
  // Docker hands letters on to a regular expression, where "\d" is a digit.
  if (!/^[!-/:-@[-`{-~ ]$/.test(character)) {
    throw refuse(`escapes "${character}", which Docker takes for something else: remove the "\\" before it`);
  }
  return character;
}

const literal = (character: string) => `\\u{${character.codePointAt(0)?.toString(16)}}`;
