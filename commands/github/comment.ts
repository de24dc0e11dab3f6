import { asking, Repository } from "./repository";

/** What a comment is made of; an empty report is one that never came. */
export interface Reports {
  readonly stack: string;
  /** What the stack's account and cluster say; undefined where the repository has not been given roles. */
  readonly preview: string | undefined;
  /** What the program alone says. */
  readonly plan: string;
  /** Commit that was looked at. */
  readonly commit: string;
  readonly run: string;
}

/** Names a comment for its next edition; readers do not see it. */
const marker = (stack: string) => `<!-- blog-stack: preview of ${stack} -->`;

/** The comment, the summary first. */
export function commentText({ stack, preview, plan, commit, run }: Reports): string {
  const none = `The workflows have no role to look at the stack with, so this is what the program alone says; docs/workflows.md tells how to give them one.`;
  const lost = (what: string) => `**The ${what} did not come to its end**: [the run](${run}) says why.`;
  return [
    marker(stack),
    preview === undefined ? none : preview || lost("preview"),
    plan || lost("plan"),
    `<sub>Commit ${commit.slice(0, 12)}, [run](${run}). Edited in place by each push.</sub>`,
  ].join("\n\n");
}

/** Writes the comment of a pull request, in place of its last edition if there is one. Throws a Failure. */
export async function comment({ api, place }: Repository, pullRequest: number, text: string): Promise<void> {
  await asking("comment on the pull request", "pull-requests: write", async () => {
    const comments = await api.paginate(api.rest.issues.listComments, {
      ...place,
      issue_number: pullRequest,
      per_page: 100,
    });
    const [head = ""] = text.split("\n");
    // Somebody could quote the marker; only a workflow's own comment is written over.
    const last = comments.find(({ body, user }) => body?.startsWith(head) === true && user?.type === "Bot");
    if (last) await api.rest.issues.updateComment({ ...place, comment_id: last.id, body: text });
    else await api.rest.issues.createComment({ ...place, issue_number: pullRequest, body: text });
  });
}
