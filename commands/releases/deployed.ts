import { Release, releasesIn, running } from "../../components/releases";
import { Failure } from "../failure";
import { Outputs } from "../stackState";

/** Services whose images can be gone back to; the data of a database goes no way back. */
export const SERVICES = ["backend", "frontend"] as const;
export type ServiceName = (typeof SERVICES)[number];

/** What a stack says of itself after its last update. */
export interface Deployed {
  readonly stack: string;
  /** Address of the blog. */
  readonly url: string;
  /** Registry host and path of each service's repository. */
  readonly repositories: Readonly<Record<string, string>>;
  /** All that ran, the newest first. */
  readonly releases: readonly Release[];
  /** Services that are held to an image. */
  readonly pinned: readonly string[];
}

/** Reads it from the outputs of a stack. Throws a Failure if nothing was deployed with it. */
export function deployedIn(stack: string, outputs: Outputs): Deployed {
  const value = (name: string): unknown => outputs[name]?.value;
  const releases = releasesIn(value("releases"));
  const images = (value("images") ?? {}) as Record<string, string>;
  if (releases.length === 0) {
    throw new Failure(`The stack ${stack} has no releases: deploy the blog first with "pulumi up".`);
  }
  return {
    stack,
    url: String(value("url")),
    repositories: Object.fromEntries(
      Object.entries(images).map(([service, image]) => [service, image.split("@")[0]]),
    ),
    releases,
    pinned: (value("pinned") ?? []) as string[],
  };
}

/** What a release is called: its tag, or its digest where it has none. */
export const nameOf = ({ tag, digest }: Pick<Release, "tag" | "digest">) => tag ?? digest;

/** What pods of a release answer that they are. */
export const versionOf = ({ tag, digest }: Pick<Release, "tag" | "digest">) =>
  tag ?? digest.slice("sha256:".length).slice(0, 12);

/** The release of a service that runs. Throws a Failure if it never ran. */
export function runningRelease({ stack, releases }: Deployed, service: ServiceName): Release {
  const release = running(releases, service);
  if (release) return release;
  throw new Failure(`The stack ${stack} has no release of ${service}: deploy it first with "pulumi up".`);
}
