import { parse } from "yaml";
import { git, line } from "../../components/git/gitCommand";
import { Failure } from "../failure";
import { ServiceName } from "../releases/deployed";

/** What the history of a branch knows of a stack's file. */
export interface PinHistory {
  /** Time, in milliseconds since 1970, at which the pin of a service came to be what it is; undefined if it never was another. */
  changedAt(service: ServiceName): number | undefined;
  /** The pin of a service in the last commit. */
  committed(service: ServiceName): string | undefined;
}

/**
 * Reads the history of a stack's file, as the branch that is checked out tells it: a merge is one change, at its own time.
 *
 * Throws a Failure where git does not have all of it.
 */
export function pinHistory(folder: string, file: string): PinHistory {
  const shallow = git(folder, ["rev-parse", "--is-shallow-repository"]);
  if (!shallow.ok)
    throw new Failure(`There is no git repository in ${folder}: run this in a clone of the project.`);
  if (line(shallow) === "true") {
    throw new Failure(
      `The repository in ${folder} holds only a part of its history, so nobody can tell which pins were merged: run "git fetch --unshallow", or check out with fetch-depth 0.`,
    );
  }
  const log = git(folder, ["log", "--first-parent", "--no-show-signature", "--format=%H %ct", "--", file]);
  const commits = line(log)
    .split("\n")
    .filter((text) => text !== "")
    .map((text) => text.split(" ") as [id: string, seconds: string]);
  const pinIn = (id: string, service: ServiceName) =>
    pinOf(git(folder, ["show", `${id}:./${file}`]), service);
  return {
    changedAt(service) {
      const at = commits.findIndex(
        ([id], index) => pinIn(id, service) !== pinBefore(commits[index + 1], service, pinIn),
      );
      return at < 0 ? undefined : Number(commits[at]?.[1]) * 1000;
    },
    committed: (service) => pinIn("HEAD", service),
  };
}

type PinIn = (id: string, service: ServiceName) => string | undefined;

const pinBefore = (commit: readonly [string, string] | undefined, service: ServiceName, pinIn: PinIn) =>
  commit && pinIn(commit[0], service);

/** Undefined too where the file is missing, or was no YAML at that time. */
function pinOf(shown: ReturnType<typeof git>, service: ServiceName): string | undefined {
  if (!shown.ok) return undefined;
  try {
    const file = parse(shown.stdout.toString()) as { config?: Record<string, { tag?: unknown } | undefined> };
    const tag = file.config?.[`blog:${service}`]?.tag;
    return typeof tag === "string" ? tag : undefined;
  } catch {
    return undefined;
  }
}
