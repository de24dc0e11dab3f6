import { setTimeout as pause } from "node:timers/promises";
import { Failure } from "../failure";
import { ServiceName } from "../releases/deployed";
import { answeringVersion } from "./answers";
import { IN_A_ROW, Watch } from "./watch";

/** Seconds after an update within which the last answer of another version must have come. */
const LIMIT = 120;

/** Watches the answers of services while something is done. The watches end with `stop`. */
export function watchAll(url: string, services: readonly ServiceName[]) {
  const watches = new Map(
    services.map((service) => [service, new Watch(service, (asked) => answeringVersion(url, asked))]),
  );
  const ended = Promise.all([...watches.values()].map((watch) => watch.start()));
  const stop = async () => {
    for (const watch of watches.values()) watch.stop();
    await ended;
  };
  return { watches, stop };
}

/**
 * Waits until only the wanted version of each service answers, and tells when that was, in seconds since `begun`.
 *
 * Throws a Failure if another one still answers after two minutes, or none does.
 */
export async function awaitVersions(
  wanted: ReadonlyMap<ServiceName, string>,
  watches: ReadonlyMap<ServiceName, Watch>,
  {
    begun,
    url,
    say,
    limit = LIMIT,
  }: { begun: number; url: string; say: (line: string) => void; limit?: number },
): Promise<void> {
  const end = Date.now() + limit * 1000;
  for (const [service, version] of wanted) {
    const watch = watches.get(service);
    while (watch?.arrivalOf(version).only === undefined) {
      if (Date.now() > end) throw late(service, version, watch?.last, url, limit);
      await pause(50);
    }
    const { first = begun, only } = watch.arrivalOf(version);
    const since = (time: number) => `${(Math.max(0, time - begun) / 1000).toFixed(1)} s`;
    say(
      `${service} ${version}: first answer after ${since(first)}, only such answers (${IN_A_ROW} in a row) from ${since(only ?? first)} on.`,
    );
  }
}

function late(
  service: string,
  version: string,
  last: string | undefined,
  url: string,
  limit: number,
): Failure {
  const what = last === undefined ? `${service} does not answer` : `${service} ${last} still answers`;
  return new Failure(
    `The update is done, but ${what} at ${url} after ${limit} s, and not ${version} alone: look at its pods, then run this command again or go back with --undo.`,
  );
}
