import { z } from "zod";

/** A whole number between two bounds, both included. */
export const integer = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  // One complaint about a value is enough: the first one ends its examination.
  const first = { error, abort: true };
  return z.number({ error }).int(first).min(min, first).max(max, first);
};

export const text = (pattern: RegExp, error: string) =>
  z.string({ error }).regex(pattern, { error, abort: true });

export const flag = z.boolean({ error: "must be true or false" });

/** One of a few words. */
export const word = <const Words extends readonly [string, string, ...string[]]>(...words: Words) =>
  z.enum(words, { error: `must be ${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}` });

/** Keys below a key; any other than these is refused. */
export const group = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, { error: "must be a group of keys" });

export const cpu = text(
  /^([1-9][0-9]*m|[1-9][0-9]*)$/,
  'must be a Kubernetes CPU quantity such as "100m" or "2"',
);
export const memory = text(
  /^[1-9][0-9]*(Mi|Gi)$/,
  'must be a Kubernetes memory quantity such as "128Mi" or "1Gi"',
);
export const path = text(/^\S(.*\S)?$/, "must be a path without spaces at its ends");
export const imageName = text(
  /^[a-z0-9][a-z0-9.-]*(:[0-9]+)?(\/[a-z0-9][a-z0-9._-]*)*$/,
  "must be an image repository",
);
export const url = text(
  /^https?:\/\/[^\s/?#]+$/,
  'must be an address such as "https://blog.example.com", without a path',
);
export const domainName = text(
  /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/,
  'must be a domain name in lower case such as "blog.example.com"',
);
