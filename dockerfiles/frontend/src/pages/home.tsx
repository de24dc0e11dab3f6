import { Link, useLocation, useSearchParams } from "react-router";
import { listPosts } from "../api/posts";
import { Heading } from "../arrival";
import { Failure } from "../parts/failure";
import { Loading } from "../parts/loading";
import { PostSummary } from "../parts/postSummary";
import { siteName } from "../site";
import { useLoad } from "../useLoad";

/** The list of posts, newest first; `?before=<id>` shows the ones older than that post. */
export function Home() {
  const { key } = useLocation();
  const before = idIn(useSearchParams()[0].get("before"));
  const { result, retry } = useLoad(`${key} ${before}`, (signal) => listPosts(before, signal));

  if (result.state === "loading") return <Loading what="posts" />;
  if (result.state === "failed") return <Failure what="the posts" error={result.error} onRetry={retry} />;
  const { posts, nextBefore } = result.value;
  return (
    <>
      {before === null ? (
        <Heading documentTitle={siteName}>Latest posts</Heading>
      ) : (
        <Heading>Older posts</Heading>
      )}
      {posts.length === 0 && <Empty first={before === null} />}
      {posts.map((post) => (
        <PostSummary key={post.id} post={post} />
      ))}
      <nav className="paging" aria-label="Pages of posts">
        {before !== null && <Link to="/">Newest posts</Link>}
        {nextBefore && <Link to={`/?before=${nextBefore}`}>Older posts</Link>}
      </nav>
    </>
  );
}

/** An address that somebody mistyped shows the newest posts rather than an error. */
function idIn(value: string | null): string | null {
  return value !== null && /^[1-9]\d{0,17}$/.test(value) ? value : null;
}

function Empty({ first }: { first: boolean }) {
  if (!first) return <p>There are no posts older than this.</p>;
  return (
    <p>
      Nothing has been published yet. <Link to="/write">Write the first post</Link>.
    </p>
  );
}
