import { all, length, pattern } from "../rules/rule";

/** A name in IAM, of so many characters at most. */
export const iamName = (atMost: number) =>
  all(length(1, atMost), pattern(/^[\w+=,.@-]*$/, "letters, digits and + = , . @ - _ only"));
