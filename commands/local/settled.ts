import { Release, running } from "../../components/releases";
import { Failure } from "../failure";
import { until } from "../process";
import { SERVICES, versionOf } from "../releases/deployed";
import { answeringVersions } from "../rollback/answers";

/** Pods of before go on serving for ten seconds; a proxy may take some more to see them leave. */
const LIMIT_SECONDS = 60;

/**
 * Waits until no pod of before the update answers any more: a page and its route would come from two releases.
 *
 * An application that does not tell its version is not waited for. Throws a Failure after a minute.
 */
export async function settled(url: string, releases: readonly Release[]): Promise<void> {
  for (const service of SERVICES) {
    const release = running(releases, service);
    if (release === undefined) continue;
    const wanted = versionOf(release);
    const ask = async () => {
      const versions = await answeringVersions(url, service);
      return [...versions].every((version) => version === wanted) ? wanted : undefined;
    };
    await until(LIMIT_SECONDS, ask, () => late(service, wanted, url));
  }
}

const late = (service: string, wanted: string, url: string) =>
  new Failure(
    `The update is done, but another version of ${service} than ${wanted} still answers at ${url} after ${LIMIT_SECONDS} s: look at its pods, then run this again.`,
  );
