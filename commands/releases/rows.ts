import { Release } from "../../components/releases";
import { Deployed } from "./deployed";

/** One line of the table of releases. */
export interface Row extends Release {
  /** Whether it is the one that runs. */
  readonly live: boolean;
  /** Whether the stack's configuration holds the service to it. */
  readonly pinned: boolean;
  /** Whether its image is in the registry still; undefined if the registry could not be asked. */
  readonly inRegistry?: boolean;
}

/** What ran, the newest first, with what is known of each now. `there` holds what was found in the registry. */
export function rowsOf(deployed: Deployed, there: ReadonlyMap<string, boolean>): Row[] {
  const seen = new Set<string>();
  return deployed.releases.map((release) => {
    const live = !seen.has(release.service);
    seen.add(release.service);
    const pinned = live && deployed.pinned.includes(release.service);
    const inRegistry = there.get(imageKey(release));
    return { ...release, live, pinned, ...(inRegistry !== undefined && { inRegistry }) };
  });
}

export const imageKey = ({ service, digest }: Pick<Release, "service" | "digest">) => `${service}@${digest}`;

const TITLES = ["SERVICE", "TAG", "DIGEST", "COMMIT", "TIME", "STATE", "REGISTRY"];

/** The table as lines; columns are as wide as what stands in them. */
export function tableOf(rows: readonly Row[]): string[] {
  const cells = [TITLES, ...rows.map(cellsOf)];
  const widths = TITLES.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join("  ")
      .trimEnd(),
  );
}

function cellsOf({ service, tag, digest, commit, time, live, pinned, inRegistry }: Row): string[] {
  const state = [...(live ? ["live"] : []), ...(pinned ? ["pinned"] : [])].join(", ");
  return [
    service,
    tag ?? "-",
    shortDigest(digest),
    commit?.slice(0, 8) ?? "-",
    time.replace("T", " ").replace(/(\.\d+)?Z$/, " UTC"),
    state === "" ? "-" : state,
    inRegistry === undefined ? "unknown" : inRegistry ? "there" : "gone",
  ];
}

/** A digest with as many digits as a tag has. */
export const shortDigest = (digest: string) => digest.slice(0, "sha256:".length + 12);
