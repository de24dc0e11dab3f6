const hangul = /\p{Script=Hangul}/gu;
const letter = /\p{Letter}/gu;

/**
 * The language to mark a text with, so that it is read out, hyphenated and broken as its own.
 * Korean when a third of the letters are Hangul; otherwise undefined, which leaves the page's English.
 */
export function languageOf(text: string): "ko" | undefined {
  const letters = text.match(letter)?.length ?? 0;
  const korean = text.match(hangul)?.length ?? 0;
  return letters > 0 && korean / letters > 1 / 3 ? "ko" : undefined;
}
