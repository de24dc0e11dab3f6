import { z } from "zod";
import { malformed, understood } from "./answerFailure";
import { Answer } from "./http";
import { RepositoryApi } from "./repositoryApi";

/** Tags that a registry is asked for at once; it may give fewer. */
const PAGE_SIZE = 1000;
/** Pages after which a list is taken for one without an end. */
const MAX_PAGES = 100;

const pageSchema = z.object({ tags: z.array(z.string()).nullish() });

/** All tags of a repository, in the order of the alphabet as registries have no other; none if it does not exist. */
export async function listTags(api: RepositoryApi): Promise<string[]> {
  const what = `The tags of ${api.address.name} cannot be listed`;
  const tags = new Set<string>();
  let url: URL | undefined = api.url(`tags/list?n=${PAGE_SIZE}`);
  for (let page = 0; url !== undefined; page++) {
    if (page === MAX_PAGES) throw malformed(`a list of more than ${MAX_PAGES} pages`, api.asked(what));
    const answer: Answer | undefined = await api.ask({ url, what });
    if (answer === undefined) break;
    const { tags: some } = understood(pageSchema, answer.body, "the list of tags", api.asked(what));
    some?.forEach((tag) => tags.add(tag));
    url = nextPage(answer, url);
  }
  return [...tags].sort();
}

/** The page that a Link header names, on the host that was asked: behind a proxy, registries get their own name wrong. */
function nextPage({ headers }: Answer, url: URL): URL | undefined {
  const [, link] = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(headers.get("link") ?? "") ?? [];
  if (link === undefined || !URL.canParse(link, url)) return undefined;
  const next = new URL(link, url);
  return new URL(next.pathname + next.search, url);
}
