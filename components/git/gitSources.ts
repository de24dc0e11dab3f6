import * as pulumi from "@pulumi/pulumi";
import { contentTag } from "../contentTag";
import type { Sources } from "../image";
import { Commit, commitOf } from "./commit";
import { contextAt } from "./contextAt";

/**
 * The tag that an image's sources had at a commit, told from git's tree alone: nothing is checked out, and what
 * lies in the folder now plays no part.
 *
 * Throws a RunError if that cannot be told.
 */
export function tagAt({ context, buildArgs }: Sources, commit: Commit): string {
  return contentTag({ ...contextAt(context, commit), buildArgs });
}

/**
 * The commit whose sources have a tag: the last one that changed them. Undefined if the tag is that of changes
 * that are not committed, or of files that are not in git, or if there is no git.
 */
export function committedAs(sources: Sources, tag: string): Commit | undefined {
  try {
    const commit = commitOf(sources.context);
    return commit && tagAt(sources, commit) === tag ? commit : undefined;
  } catch (error) {
    // A deployment does not depend on git: what cannot be told of a commit is not told.
    if (pulumi.RunError.isInstance(error)) return undefined;
    throw error;
  }
}
