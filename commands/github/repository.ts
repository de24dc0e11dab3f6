import type { Octokit } from "@octokit/rest";
import { Failure } from "../failure";

/** A repository on GitHub, as a workflow is told of it. */
export interface Repository {
  readonly api: Octokit;
  /** Its owner and name, which each request takes. */
  readonly place: { readonly owner: string; readonly repo: string };
  /** Address of the run that is under way. */
  readonly run: string;
}

/** The repository that the workflow runs in. Throws a Failure outside of a workflow, or where it was given no token. */
export async function repositoryOf(env = process.env): Promise<Repository> {
  const [owner, repo] = (env.GITHUB_REPOSITORY ?? "").split("/");
  const { GITHUB_TOKEN: token, GITHUB_API_URL: baseUrl, GITHUB_SERVER_URL: server, GITHUB_RUN_ID: id } = env;
  if (!owner || !repo || !token || !baseUrl) {
    throw new Failure(
      "This command speaks to GitHub: run it in a workflow, or set GITHUB_REPOSITORY, GITHUB_API_URL and GITHUB_TOKEN.",
    );
  }
  // An ES module without an entry for require.
  const { Octokit } = await import("@octokit/rest");
  const api = new Octokit({ auth: token, baseUrl, userAgent: "blog-stack", log: SILENT });
  return { api, place: { owner, repo }, run: `${server}/${owner}/${repo}/actions/runs/${id}` };
}

const nothing = () => undefined;
/** What goes wrong is thrown, and told once. */
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** Runs requests; where GitHub refuses one, the Failure says which and what is to be done. */
export async function asking<T>(what: string, permission: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const { status, message } = error as { status?: number; message: string };
    if (status === undefined) throw error;
    throw new Failure(
      `GitHub did not let the workflow ${what} (${status}, ${message.split("\n")[0]}): look whether its job has the permission ${permission}.`,
    );
  }
}
