import { request } from "./request";

export interface Post {
  readonly id: number;
  readonly title: string;
  readonly author: string;
  /** Plain text; a blank line separates paragraphs. */
  readonly body: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

export type NewPost = Pick<Post, "title" | "author" | "body">;

export interface PostsPage {
  readonly posts: readonly Post[];
  /** Pass as `before` to get the next older page; absent on the last one. */
  readonly nextBefore?: number | null;
}

/** Posts on one page of the list. */
const pageSize = 10;

export async function listPosts(before: string | null, signal?: AbortSignal): Promise<PostsPage> {
  const query = new URLSearchParams({ limit: String(pageSize) });
  if (before !== null) query.set("before", before);
  return (await request(`/api/posts?${query}`, { signal })) as PostsPage;
}

export async function getPost(id: string, signal?: AbortSignal): Promise<Post> {
  return (await request(`/api/posts/${encodeURIComponent(id)}`, { signal })) as Post;
}

export async function createPost(post: NewPost): Promise<Post> {
  return (await request("/api/posts", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(post),
  })) as Post;
}
