import type { Rule } from "../schema/property";

const MOST = 50;

/** Tags as every service takes them. */
export const tagsRule: Rule = (tags: Record<string, unknown>) => {
  const keys = Object.keys(tags);
  if (keys.length > MOST) return `must be ${MOST} tags or fewer`;
  if (keys.some((key) => key.length < 1 || key.length > 128)) return "must have keys of 1 to 128 characters";
  if (keys.some((key) => /^aws:/i.test(key))) return 'must have no key that starts with "aws:"';
  const texts = Object.values(tags).filter((value) => typeof value === "string");
  if (texts.some((value) => value.length > 256)) return "must have values of 256 characters or fewer";
  return [...keys, ...texts].every((part) => /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(part))
    ? undefined
    : "must have letters, digits, spaces and _ . : / = + - @ only";
};
