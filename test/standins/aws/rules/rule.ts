import type { Rule } from "../schema/property";

export const oneOf =
  (...choices: (string | number)[]): Rule =>
  (value) =>
    choices.includes(value as string) ? undefined : `must be one of ${choices.join(", ")}`;

export const between =
  (least: number, most: number): Rule =>
  (value) =>
    Number.isInteger(value) && value >= least && value <= most
      ? undefined
      : `must be a whole number of ${least} to ${most}`;

export const length =
  (least: number, most: number): Rule =>
  (value: string) =>
    value.length >= least && value.length <= most ? undefined : `must have ${least} to ${most} characters`;

/** A text that the pattern describes; `what` says so to people: "must be …". */
export const pattern =
  (expression: RegExp, what: string): Rule =>
  (value: string) =>
    expression.test(value) ? undefined : `must be ${what}`;

/** For what can be an argument, but is only read here. */
export const notGiven =
  (instead: string): Rule =>
  () =>
    `must not be given to the stand-in: ${instead}`;

export const all =
  (...rules: Rule[]): Rule =>
  (value) =>
    rules.map((rule) => rule(value)).find((problem) => problem !== undefined);
