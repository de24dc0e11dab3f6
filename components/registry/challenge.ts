/** What a server wants to be told before it answers. */
export interface Challenge {
  /** Name of the scheme, in lower case. */
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const VALUE = /"(?:[^"\\]|\\.)*"|[^\s,"]+/.source;
const PARAMETER = `[\\w-]+\\s*=\\s*(?:${VALUE})`;
const CHALLENGE = new RegExp(`([\\w-]+)\\s+(${PARAMETER}(?:\\s*,\\s*${PARAMETER})*)`, "g");

/** The challenges of a WWW-Authenticate header, in its order; those without parameters are left out. */
export function challengesOf(header: string): Challenge[] {
  return [...header.matchAll(CHALLENGE)].map(([, scheme, list]) => ({
    scheme: scheme.toLowerCase(),
    parameters: Object.fromEntries(
      [...list.matchAll(new RegExp(`([\\w-]+)\\s*=\\s*(${VALUE})`, "g"))].map(([, key, value]) => [
        key.toLowerCase(),
        unquoted(value),
      ]),
    ),
  }));
}

const unquoted = (value: string) =>
  value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, "$1") : value;
