import { Link, useLocation, useParams } from "react-router";
import { getPost } from "../api/posts";
import { ApiError } from "../api/request";
import { Heading } from "../arrival";
import { languageOf } from "../language";
import { Byline } from "../parts/byline";
import { Failure } from "../parts/failure";
import { Loading } from "../parts/loading";
import { PostBody } from "../parts/postBody";
import { useLoad } from "../useLoad";

export function PostPage() {
  const { key } = useLocation();
  const { id = "" } = useParams();
  const { result, retry } = useLoad(`${key} ${id}`, (signal) => getPost(id, signal));

  if (result.state === "loading") return <Loading what="the post" />;
  if (result.state === "failed") {
    if (result.error instanceof ApiError && result.error.status === 404) return <MissingPost />;
    return <Failure what="the post" error={result.error} onRetry={retry} />;
  }
  const post = result.value;
  return (
    <>
      <article className="post">
        <Heading lang={languageOf(post.title)}>{post.title}</Heading>
        <Byline author={post.author} createdAt={post.createdAt} />
        <div lang={languageOf(post.body)}>
          <PostBody text={post.body} />
        </div>
      </article>
      <p className="after">
        <Link to="/">All posts</Link>
      </p>
    </>
  );
}

function MissingPost() {
  return (
    <>
      <meta name="robots" content="noindex" />
      <Heading>Post not found</Heading>
      <p>There is no post at this address. It may have been removed, or the link may be incomplete.</p>
      <p>
        <Link to="/">See the latest posts</Link>
      </p>
    </>
  );
}
