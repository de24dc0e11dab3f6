import type { NewPost } from "../api/posts";

export type FieldName = keyof NewPost;

/** In the order of the form. */
export const fieldNames: readonly FieldName[] = ["title", "author", "body"];

/** Most characters (Unicode code points) that the API takes. */
export const limits: Record<FieldName, number> = { title: 200, author: 80, body: 20_000 };

const missing: Record<FieldName, string> = {
  title: "Give the post a title.",
  author: "Say who wrote it.",
  body: "Write something before you publish.",
};

/**
 * The draft as it is sent: without white space around the texts, without line breaks in title and name,
 * and without the invisible control characters that pasted text may hold; the API refuses all but the first.
 */
export function prepare({ title, author, body }: NewPost): NewPost {
  return { title: oneLine(title), author: oneLine(author), body: printable(body).trim() };
}

function oneLine(text: string): string {
  return printable(text).replaceAll(/\s+/g, " ").trim();
}

function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\t\r\n]/gu, "");
}

/** One message for each field of a prepared post that the API would refuse; none when it can be sent. */
export function validate(post: NewPost): Partial<Record<FieldName, string>> {
  const problems: Partial<Record<FieldName, string>> = {};
  for (const name of fieldNames) {
    const length = [...post[name]].length;
    if (length === 0) problems[name] = missing[name];
    else if (length > limits[name]) problems[name] = tooLong(length, limits[name]);
  }
  return problems;
}

function tooLong(length: number, limit: number): string {
  return `At most ${limit.toLocaleString("en")} characters; shorten it by ${(length - limit).toLocaleString("en")}.`;
}
