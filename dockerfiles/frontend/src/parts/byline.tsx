import { languageOf } from "../language";

/** Dates follow the language of the interface, in the reader's time zone. */
const format = new Intl.DateTimeFormat("en", { dateStyle: "long" });

export function Byline({ author, createdAt }: { author: string; createdAt: string }) {
  const date = new Date(createdAt);
  return (
    <p className="byline">
      <span lang={languageOf(author)}>{author}</span>
      {/* A date that cannot be read is no reason to lose the post. */}
      {!Number.isNaN(date.getTime()) && <time dateTime={createdAt}>{format.format(date)}</time>}
    </p>
  );
}
