import assert from "node:assert/strict";

/** Makes sure that a message is one sentence with a fix behind its colon, and returns it. */
export function isSentence(message: string): string {
  assert.match(message, /^[A-Z"a-z][^\r\n]*: [^\r\n]*[^.]\.$/);
  // What it quotes from others may be sentences of their own.
  assert.doesNotMatch(message.replace(/".*"/, '""'), /[.!?] +[A-Z]/);
  return message;
}
