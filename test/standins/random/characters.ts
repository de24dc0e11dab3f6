import { randomInt } from "node:crypto";

/** Which characters a generated text may and must have. */
export interface CharacterRules {
  readonly length: number;
  readonly lower: boolean;
  readonly upper: boolean;
  readonly numeric: boolean;
  readonly special: boolean;
  readonly overrideSpecial?: string;
  readonly minLower: number;
  readonly minUpper: number;
  readonly minNumeric: number;
  readonly minSpecial: number;
}

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const NUMERIC = "0123456789";
const SPECIAL = "!@#$%&*()-_=+[]{}<>:?";

/** Undefined when the rules can be met, else a sentence. */
export function impossible(rules: CharacterRules): string | undefined {
  const minimum = rules.minLower + rules.minUpper + rules.minNumeric + rules.minSpecial;
  if (rules.length < 1) return `The length must be at least 1, got ${rules.length}`;
  if (rules.length < minimum) {
    return `The length (${rules.length}) must be at least the sum of all minimums (${minimum})`;
  }
  if (alphabetOf(rules) === "") return "At least one of lower, upper, numeric and special must be true";
  return undefined;
}

/** A random text of exactly `length` characters, from a cryptographic source. */
export function generate(rules: CharacterRules): string {
  const special = rules.overrideSpecial ?? SPECIAL;
  const required = [
    ...pick(rules.minLower, LOWER),
    ...pick(rules.minUpper, UPPER),
    ...pick(rules.minNumeric, NUMERIC),
    ...pick(rules.minSpecial, special),
  ];
  return shuffle([...required, ...pick(rules.length - required.length, alphabetOf(rules))]).join("");
}

function alphabetOf(rules: CharacterRules): string {
  return [
    rules.lower ? LOWER : "",
    rules.upper ? UPPER : "",
    rules.numeric ? NUMERIC : "",
    rules.special ? (rules.overrideSpecial ?? SPECIAL) : "",
  ].join("");
}

function pick(count: number, alphabet: string): string[] {
  return Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]);
}

function shuffle(items: string[]): string[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
  }
  return shuffled;
}
