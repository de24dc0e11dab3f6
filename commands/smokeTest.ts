import { Failure } from "./failure";
import { until } from "./process";

/** The post that the smoke test writes once and reads back on each run. */
const GREETING = {
  title: "The blog runs",
  author: "smoke test",
  body: "This post was written through the proxy when the blog came up for the first time, and read back since then.",
};

interface Post {
  readonly id: number;
  readonly title: string;
  readonly body: string;
}

/**
 * Asks the blog through its proxy as a reader would; of an application without posts, the page and the version alone.
 *
 * Throws a Failure that names the request and its answer.
 */
export async function smokeTest(url: string, say: (line: string) => void): Promise<void> {
  const ask = (path: string, init?: RequestInit) => answerOf(url, path, init);

  // The proxy may still be looking up its pods: only its own "not yet" is waited for.
  const front = await until(
    60,
    async () =>
      ask("/").catch((error: unknown) => (notYet(error) ? undefined : Promise.reject(error as Error))),
    () => new Failure(`${url}/ still answered 503 after 60 s: the proxy finds no ready pod of the frontend.`),
  );
  if (!/<(!doctype )?html/i.test(front)) throw new Failure(`${url}/ does not answer with a page.`);
  say("  front page");

  if ((await ask("/posts/1")) !== front)
    throw new Failure(`${url}/posts/1 does not answer with the page that ${url}/ has.`);
  say("  a client-side route, reloaded");

  const first = await page(ask).catch((error: unknown) =>
    error instanceof NotFound ? undefined : Promise.reject(error as Error),
  );
  if (first === undefined) return ownApplication(ask, url, say);
  say(`  /api/posts: ${first.posts.length} posts on the first page`);

  const written = (await greeting(ask, first)) ?? (await write(ask));
  const read = JSON.parse(await ask(`/api/posts/${written.id}`)) as Post;
  if (read.body !== GREETING.body)
    throw new Failure(`${url}/api/posts/${written.id} is not what was written.`);
  say("  a post, written and read back");
}

/** An application of somebody's own in place of the blog: what its API does is not known here, only that it answers. */
async function ownApplication(ask: Ask, url: string, say: (line: string) => void): Promise<void> {
  const { version } = parsed(await ask("/api/version"));
  if (typeof version !== "string")
    throw new Failure(`${url}/api/version does not answer with a JSON object that has a version.`);
  say(`  /api/version: ${version}; there is no /api/posts, so nothing is written`);
}

function parsed(json: string): { version?: unknown } {
  try {
    return (JSON.parse(json) ?? {}) as { version?: unknown };
  } catch {
    return {};
  }
}

type Ask = (path: string, init?: RequestInit) => Promise<string>;

interface Page {
  readonly posts: readonly Post[];
  /** Where the next page begins; absent on the last one. */
  readonly nextBefore?: number;
}

async function page(ask: Ask, before?: number): Promise<Page> {
  return JSON.parse(await ask(`/api/posts${before === undefined ? "" : `?before=${before}`}`)) as Page;
}

/** The post of an earlier smoke test: on the first page, or on any after it. */
async function greeting(ask: Ask, { posts, nextBefore }: Page): Promise<Post | undefined> {
  const found = posts.find(({ title }) => title === GREETING.title);
  if (found !== undefined || nextBefore === undefined) return found;
  return greeting(ask, await page(ask, nextBefore));
}

async function write(ask: Ask): Promise<Post> {
  const headers = { "content-type": "application/json" };
  return JSON.parse(
    await ask("/api/posts", { method: "POST", headers, body: JSON.stringify(GREETING) }),
  ) as Post;
}

/** An answer of the proxy that there is no pod yet, or no proxy yet. */
class NotYet extends Failure {}

/** An answer that there is nothing at a path. */
class NotFound extends Failure {}

const notYet = (error: unknown) => error instanceof NotYet;

async function answerOf(url: string, path: string, init?: RequestInit): Promise<string> {
  const request = `${init?.method ?? "GET"} ${url}${path}`;
  const response = await fetch(`${url}${path}`, { ...init, signal: AbortSignal.timeout(10_000) }).catch(
    (error: unknown) => {
      const { cause, message } = error as Error & { cause?: Error };
      throw new NotYet(`${request} got no answer (${cause?.message ?? message}): is the port published?`);
    },
  );
  const body = await response.text();
  if (response.status === 503) throw new NotYet(`${request} answered 503: ${body.slice(0, 200)}`);
  if (response.status === 404) throw new NotFound(`${request} answered 404: ${body.slice(0, 200)}`);
  if (!response.ok) throw new Failure(`${request} answered ${response.status}: ${body.slice(0, 200)}`);
  return body;
}
