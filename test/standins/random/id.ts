import { randomBytes } from "node:crypto";
import { checkArguments } from "../protocol/arguments";
import { differences, formatPath } from "../protocol/difference";
import type { Resource } from "../protocol/provider";
import { numberOf, type Properties, textOf, Unknown } from "../protocol/value";

const ARGUMENTS = { byteLength: "number", keepers: "object", prefix: "string" } as const;

/** RandomId: random bytes in the notations that names need. */
export const randomId: Resource = {
  check: ({ news }) =>
    Promise.resolve({ inputs: news, failures: checkArguments(news, ARGUMENTS, ["byteLength"]) }),

  diff: ({ olds, news }) => {
    const before = Object.fromEntries(
      Object.entries(olds).filter(([name]) => Object.hasOwn(ARGUMENTS, name)),
    );
    const changes = differences(before, news);
    return Promise.resolve({
      changes: changes.map(({ path, kind }) => ({ path: formatPath(path), kind, replaces: true })),
    });
  },

  create: ({ news, preview }) => {
    const bytes = randomBytes(numberOf(news.byteLength) ?? 0);
    const notations = preview ? unknownNotations() : notationsOf(bytes, textOf(news.prefix) ?? "");
    return Promise.resolve({
      id: preview ? "" : bytes.toString("base64url"),
      state: { ...news, ...notations },
    });
  },

  read: ({ id, inputs, state }) => Promise.resolve({ id, inputs, state }),
  update: () => Promise.reject(new Error("a random id cannot be updated: every change replaces it")),
  delete: () => Promise.resolve(),
};

function unknownNotations(): Properties {
  return { b64Std: Unknown.value, b64Url: Unknown.value, dec: Unknown.value, hex: Unknown.value };
}

function notationsOf(bytes: Buffer, prefix: string): Properties {
  return {
    b64Std: prefix + bytes.toString("base64"),
    b64Url: prefix + bytes.toString("base64url"),
    dec: prefix + BigInt(`0x${bytes.toString("hex")}`).toString(),
    hex: prefix + bytes.toString("hex"),
  };
}
