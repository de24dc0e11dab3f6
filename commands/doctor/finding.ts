/** What a check says of one thing: a sentence, with the fix behind its colon where something is wrong. */
export interface Finding {
  readonly kind: "ok" | "problem" | "not asked";
  readonly text: string;
}

export const ok = (text: string): Finding => ({ kind: "ok", text });
/** Something that stops an update. */
export const problem = (text: string): Finding => ({ kind: "problem", text });
/** Something that could not be found out, and why. */
export const notAsked = (text: string): Finding => ({ kind: "not asked", text });

/** Thrown inside of a check by a question that got no answer although nothing is known to be wrong. */
export class NotAsked extends Error {}
