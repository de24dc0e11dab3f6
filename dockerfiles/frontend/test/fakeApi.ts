import { vi } from "vitest";
import type { Post } from "../src/api/posts";

/** A post that is good in every respect, but for what a test changes. */
export function post(id: number, changes: Partial<Post> = {}): Post {
  return {
    id,
    title: `Post ${id}`,
    author: "Mira Halden",
    body: `First paragraph of ${id}.\n\nSecond paragraph of ${id}.`,
    createdAt: "2026-03-09T08:00:00Z",
    ...changes,
  };
}

export type FakeApi = ReturnType<typeof fakeApi>;

/** Puts an API in the place of fetch that behaves as the backend's does, with the given posts. */
export function fakeApi(posts: Post[] = []) {
  const faults: (Response | Error | Promise<Response>)[] = [];
  const sent: unknown[] = [];
  const asked: string[] = [];

  vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}): Promise<Response> => {
    asked.push(path);
    if (init.method === "POST") sent.push(JSON.parse(init.body as string));
    const fault = faults.shift();
    if (fault instanceof Error) throw fault;
    if (fault) return fault;
    return init.method === "POST" ? create(posts, init) : read(posts, new URL(path, "http://blog.test"));
  });

  return {
    posts,
    /** Bodies of the POST requests so far. */
    sent,
    /** Paths of all requests so far. */
    asked,
    /** The next request gets this in place of an answer. */
    failNext: (fault: Response | Error | Promise<Response>) => void faults.push(fault),
  };
}

export function answer(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
}

function create(posts: Post[], init: RequestInit): Response {
  const created = post(posts.length + 1, JSON.parse(init.body as string) as Partial<Post>);
  posts.push(created);
  return answer(201, created);
}

function read(posts: Post[], { pathname, searchParams }: URL): Response {
  if (pathname === "/api/posts") return list(posts, searchParams);
  const found = posts.find(({ id }) => pathname === `/api/posts/${id}`);
  return found ? answer(200, found) : answer(404, { error: "there is no such post" });
}

function list(posts: Post[], query: URLSearchParams): Response {
  const limit = Number(query.get("limit"));
  const before = Number(query.get("before") ?? Infinity);
  const older = posts.filter(({ id }) => id < before).sort((a, b) => b.id - a.id);
  const page = older.slice(0, limit);
  return answer(200, { posts: page, ...(older.length > limit && { nextBefore: page.at(-1)?.id }) });
}
