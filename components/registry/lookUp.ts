import { CONTENT_TAG } from "../imageDecision";
import { RepositoryClient } from "./repositoryClient";

/** What a registry knows about an image that is wanted. */
export interface LookedUp {
  /** Undefined if the image is not there. */
  readonly digest: string | undefined;
  /** At most five tags, the newest first; none where nobody has to choose. */
  readonly newestTags: readonly string[];
}

/** Looks for an image and, if it was pinned and is missing, for others to choose from. Throws a RunError. */
export async function lookUp(client: RepositoryClient, wanted: string, pinned: boolean): Promise<LookedUp> {
  const digest = await client.digestOf(wanted);
  const choose = pinned && digest === undefined;
  return { digest, newestTags: choose ? await client.newestTags(5, CONTENT_TAG) : [] };
}
