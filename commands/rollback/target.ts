import { CONTENT_TAG } from "../../components/imageDecision";
import { DIGEST } from "../../components/registry/manifest";
import { Release } from "../../components/releases";
import { Deployed, nameOf, runningRelease, ServiceName, SERVICES } from "../releases/deployed";
import { Failure } from "../failure";

/** The image that a service is to go back to. */
export interface Target {
  readonly service: ServiceName;
  /** Tag or digest. */
  readonly reference: string;
  /** What the stack's releases say of it; undefined if it never ran. */
  readonly release?: Release;
}

/** Where a target can be looked for. */
export interface Places {
  /** Whether the repository of a service has a tag or digest. */
  has(service: ServiceName, reference: string): Promise<boolean>;
  /** Tag that the sources of a service had at a commit. Throws a RunError if there is no such commit. */
  tagAt(service: ServiceName, commit: string): string;
  /** Pin of a service in the stack's file. */
  pinOf(service: ServiceName): string | undefined;
  /** Whether the pods that the last update brought did not become ready: they are no release then. */
  isUnready(service: ServiceName): boolean;
}

/**
 * Finds what is meant by a tag, a digest or the beginning of a released one, a commit, or "previous".
 *
 * Without a service, an image decides it by itself; a commit means both; "previous" those whose last
 * update failed, or else those that it changed. Throws a Failure or RunError.
 */
export async function findTargets(
  to: string,
  service: ServiceName | undefined,
  deployed: Deployed,
  places: Places,
): Promise<Target[]> {
  if (to === "previous") {
    const failed = SERVICES.filter((each) => places.isUnready(each));
    const changed = failed.length > 0 ? failed : lastChanged(deployed);
    return (service ? [service] : changed).map((each) => previous(each, deployed, places));
  }
  const services = service ? [service] : SERVICES;
  const images = await imagesNamed(to, services, deployed, places);
  if (images.length > 1) {
    const both = images.map((image) => image.service).join(" and ");
    throw new Failure(`"${to}" is an image of ${both}: say which one is meant with --service.`);
  }
  if (images.length === 1) return images;
  if (DIGEST.test(to) || /^sha256:/.test(to)) throw nowhere(to, services, deployed);
  return services.map((each) => known(each, committed(to, each, deployed, places), deployed));
}

/** The images of services that a tag or a digest names. */
async function imagesNamed(
  to: string,
  services: readonly ServiceName[],
  deployed: Deployed,
  places: Places,
): Promise<Target[]> {
  const released = services.flatMap((service) => releasedAs(to, service, deployed));
  if (released.length > 0) return released;
  if (!CONTENT_TAG.test(to) && !DIGEST.test(to)) return [];
  const there = await Promise.all(services.map((service) => places.has(service, to)));
  return services.filter((_, index) => there[index]).map((service) => ({ service, reference: to }));
}

function releasedAs(to: string, service: ServiceName, { releases }: Deployed): Target[] {
  const own = releases.filter((each) => each.service === service);
  const fits = ({ tag, digest }: Release) =>
    tag === to || digest === to || (/^sha256:[0-9a-f]{7,}$/.test(to) && digest.startsWith(to));
  const found = new Map(own.filter(fits).map((release) => [release.digest, release]));
  if (found.size > 1) {
    throw new Failure(`"${to}" is the beginning of several digests of ${service}: give more digits of it.`);
  }
  return [...found.values()].map((release) => ({ service, reference: nameOf(release), release }));
}

/** A tag of twelve digits may be a short commit as well: where it is neither, both are said. */
function committed(to: string, service: ServiceName, deployed: Deployed, places: Places): string {
  try {
    return places.tagAt(service, to);
  } catch (error) {
    if (CONTENT_TAG.test(to)) throw nowhere(to, [service], deployed);
    throw error;
  }
}

function known(service: ServiceName, reference: string, { releases }: Deployed): Target {
  const release = releases.find((each) => each.service === service && each.tag === reference);
  return { service, reference, ...(release && { release }) };
}

/** The services that the newest update of all changed. */
function lastChanged(deployed: Deployed): ServiceName[] {
  const times = SERVICES.map((service) => runningRelease(deployed, service).time);
  const newest = [...times].sort().at(-1);
  return SERVICES.filter((_, index) => times[index] === newest);
}

/**
 * What ran before the one that runs now, or what came up last if an update failed after it.
 *
 * The same command once more must lead to the same place: neither further back, nor forward to what was left.
 */
function previous(service: ServiceName, deployed: Deployed, places: Places): Target {
  const pin = places.pinOf(service);
  const isPin = ({ tag, digest }: Release) => pin !== undefined && (pin === tag || pin === digest);
  const running = runningRelease(deployed, service);
  const before = deployed.releases.find((each) => each.service === service && each.digest !== running.digest);
  const stays = isPin(running) || (places.isUnready(service) && !(before && isPin(before)));
  const release = stays ? running : before;
  if (release) return { service, reference: nameOf(release), release };
  throw new Failure(
    `There is nothing to roll ${service} back to, as the stack ${deployed.stack} never ran another one: deploy a corrected one.`,
  );
}

function nowhere(to: string, services: readonly ServiceName[], { stack, repositories }: Deployed): Failure {
  const where = services.map((service) => repositories[service]).join(" and ");
  return new Failure(
    `"${to}" is no release of the stack ${stack} and not in ${where}: choose one of "npm run releases -- --stack ${stack}".`,
  );
}
