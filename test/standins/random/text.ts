import { checkArguments } from "../protocol/arguments";
import { differences, formatPath } from "../protocol/difference";
import type { CheckCall, CheckFailure, Resource } from "../protocol/provider";
import {
  isTrue,
  numberOf,
  type Properties,
  reveal,
  Secret,
  textOf,
  Unknown,
  type Value,
} from "../protocol/value";
import { type CharacterRules, generate, impossible } from "./characters";

const ARGUMENTS = {
  keepers: "object",
  length: "number",
  lower: "boolean",
  minLower: "number",
  minNumeric: "number",
  minSpecial: "number",
  minUpper: "number",
  number: "boolean",
  numeric: "boolean",
  overrideSpecial: "string",
  special: "boolean",
  upper: "boolean",
} as const;

/** RandomPassword and RandomString: the same rules, but only a password is secret. */
export function randomText(secret: boolean): Resource {
  const finish = (result: Value): Value => (secret ? new Secret(result) : result);
  return {
    check: ({ news }) => Promise.resolve({ inputs: news, failures: check(news) }),

    // Every argument decides the result, so each change of one makes a new text.
    diff: ({ olds, news }) => {
      const before = Object.fromEntries(Object.keys(ARGUMENTS).map((name) => [name, olds[name]]));
      const changes = differences(defined(before), defined({ ...defaults(news), ...news }));
      return Promise.resolve({
        changes: changes.map(({ path, kind }) => ({ path: formatPath(path), kind, replaces: true })),
      });
    },

    create: ({ news, preview }) => {
      const inputs = { ...defaults(news), ...news };
      if (preview) return Promise.resolve({ id: "", state: { ...inputs, result: finish(Unknown.value) } });
      const result = generate(rulesOf(news));
      return Promise.resolve({ id: secret ? "none" : result, state: { ...inputs, result: finish(result) } });
    },

    read: ({ id, inputs, state }) => {
      if (Object.keys(state).length === 0)
        throw new Error("reading a random text is not supported by the stand-in");
      return Promise.resolve({ id, inputs, state });
    },
    update: () => Promise.reject(new Error("a random text cannot be updated: every change replaces it")),
    delete: () => Promise.resolve(),
  };
}

function check(news: CheckCall["news"]): CheckFailure[] {
  const failures = checkArguments(news, ARGUMENTS, ["length"]);
  if (failures.length > 0 || Object.values(news).some((value) => reveal(value) instanceof Unknown))
    return failures;
  const reason = impossible(rulesOf(news));
  return reason ? [{ property: "length", reason }] : [];
}

function defaults(news: Properties): Properties {
  const numeric = news.numeric ?? news.number ?? true;
  const minimums = { minLower: 0, minNumeric: 0, minSpecial: 0, minUpper: 0 };
  return { lower: true, upper: true, special: true, numeric, number: numeric, ...minimums };
}

function rulesOf(news: Properties): CharacterRules {
  const all = { ...defaults(news), ...news };
  return {
    length: numberOf(all.length) ?? 0,
    lower: isTrue(all.lower),
    upper: isTrue(all.upper),
    numeric: isTrue(all.numeric),
    special: isTrue(all.special),
    overrideSpecial: textOf(all.overrideSpecial),
    minLower: numberOf(all.minLower) ?? 0,
    minUpper: numberOf(all.minUpper) ?? 0,
    minNumeric: numberOf(all.minNumeric) ?? 0,
    minSpecial: numberOf(all.minSpecial) ?? 0,
  };
}

function defined(properties: Record<string, Value | undefined>): Properties {
  return Object.fromEntries(
    Object.entries(properties).filter(([, value]) => value !== undefined),
  ) as Properties;
}
