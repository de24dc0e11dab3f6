import { Link } from "react-router";
import type { Post } from "../api/posts";
import { languageOf } from "../language";
import { Byline } from "./byline";

/** Characters of a post's text shown in a list. */
const excerptLength = 220;

export function PostSummary({ post }: { post: Post }) {
  return (
    <article className="summary">
      <h2 lang={languageOf(post.title)}>
        <Link to={`/posts/${post.id}`}>{post.title}</Link>
      </h2>
      <Byline author={post.author} createdAt={post.createdAt} />
      <p lang={languageOf(post.body)}>{excerpt(post.body)}</p>
    </article>
  );
}

/** The beginning of a text on one line, cut between words where it has spaces to cut at. */
function excerpt(body: string): string {
  const line = body.replaceAll(/\s+/g, " ").trim();
  const characters = [...line];
  if (characters.length <= excerptLength) return line;
  const cut = characters.slice(0, excerptLength).join("");
  const space = cut.lastIndexOf(" ");
  return `${space > cut.length * 0.8 ? cut.slice(0, space) : cut}…`;
}
