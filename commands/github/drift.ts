import { changesIn } from "./changes";
import { Digest } from "./digest";
import { code } from "./markdown";
import { asking, Repository } from "./repository";

const marker = (stack: string) => `<!-- blog-stack: drift of ${stack} -->`;

/** One sentence about what differs from the program and its state; undefined if nothing does. */
export function driftSentence(stack: string, digest: Digest): string | undefined {
  // Found by the refresh and put right by the update, a resource occurs twice.
  const resources = [...new Set(changesIn(digest).map(({ kind, name }) => `${kind} ${code(name)}`))];
  if (resources.length === 0) return undefined;
  const some = resources.slice(0, 10).join(", ");
  const more = resources.length > 10 ? ` and ${resources.length - 10} more` : "";
  return `The stack ${code(stack)} is not what the main branch says: ${some}${more} would change; deploy what is right, or write it down.`;
}

/** Opens an issue about drift, or brings the open one up to date; without drift the open one is closed. Throws a Failure. */
export async function reportDrift(
  { api, place, run }: Repository,
  stack: string,
  sentence: string | undefined,
): Promise<void> {
  await asking("keep an issue about drift", "issues: write", async () => {
    const issues = await api.paginate(api.rest.issues.listForRepo, {
      ...place,
      state: "open",
      per_page: 100,
    });
    const open = issues.find(
      ({ body, user }) => body?.startsWith(marker(stack)) === true && user?.type === "Bot",
    );
    const body = `${marker(stack)}\n${sentence} Seen by [this run](${run}).`;
    if (sentence === undefined) {
      if (open)
        await api.rest.issues.update({
          ...place,
          issue_number: open.number,
          state: "closed",
          body: `${marker(stack)}\nThe drift of ${code(stack)} is gone. Seen by [this run](${run}).`,
        });
    } else if (open) await api.rest.issues.update({ ...place, issue_number: open.number, body });
    else await api.rest.issues.create({ ...place, title: `The stack ${stack} has drifted`, body });
  });
}
