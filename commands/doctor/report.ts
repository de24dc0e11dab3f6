import { Result } from "./examination";

/** Columns for the longest kind and the longest name. */
const KIND = 9;
const NAME = 13;

/** A line for each finding: what kind it is, which check it comes from, and the sentence. */
export const linesOf = ({ check, findings }: Result): string[] =>
  findings.map(({ kind, text }) => `${kind.padEnd(KIND)}  ${check.padEnd(NAME)}  ${text}`);
