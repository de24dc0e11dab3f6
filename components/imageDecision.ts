import * as pulumi from "@pulumi/pulumi";

/** The tag that names a content. */
export const CONTENT_TAG = /^[0-9a-f]{12}$/;

/** What decides where the image of a service comes from. */
export interface ImageFacts {
  readonly service: string;
  /** Registry host and path, without a tag. */
  readonly repository: string;
  /** Whether the stack's configuration holds the service to one image. */
  readonly pinned: boolean;
  /** The image that is wanted: the pin, a content tag or a digest, or else the tag of the sources' content. */
  readonly wanted: string;
  /** Digest of the wanted image in the registry; undefined if it is not there. */
  readonly digest: string | undefined;
  /** Tag of the image that the stack's last update declared; undefined if it declared none. */
  readonly lastBuilt: string | undefined;
  /** Whether the registry's image is that one still, and would be declared just as it was. */
  readonly asBuilt: boolean;
  /** Tags in the repository, the newest first, to choose from when a pin leads nowhere. */
  readonly newestTags: readonly string[];
}

/** Run what is in the registry: needs neither Docker nor sources. */
export interface Reference {
  readonly kind: "reference";
  readonly digest: string;
}

/** Declare the image, for the provider to build and push it where needed. */
export interface Build {
  readonly kind: "build";
  /**
   * "new": it was never built, or its registry lost it.
   * "unchanged": it was built by the last update, and the provider sees no difference. If it saw one, it would push
   * the tag a second time, which registries with immutable tags refuse: an image that is there is rather referenced.
   * "lost": as "unchanged", but it has gone from the registry. The provider does not look there: it has to be told.
   */
  readonly because: "new" | "unchanged" | "lost";
}

/**
 * Where the image of a service comes from.
 *
 * Throws a RunError if the pinned image is not in the registry: it would have to be built, and a pin never builds.
 */
export function decideImage(facts: ImageFacts): Reference | Build {
  const { pinned, wanted, digest, lastBuilt, asBuilt } = facts;
  if (digest === undefined) {
    if (pinned) throw missing(facts);
    return { kind: "build", because: lastBuilt === wanted ? "lost" : "new" };
  }
  if (!pinned && lastBuilt === wanted && asBuilt) return { kind: "build", because: "unchanged" };
  return { kind: "reference", digest };
}

function missing({ service, repository, wanted, newestTags }: ImageFacts): pulumi.RunError {
  const choice =
    newestTags.length > 0
      ? `pin one of the newest there, ${newestTags.join(", ")}, or remove the pin`
      : "remove the pin, as there is no other one to pin";
  return new pulumi.RunError(`${service} is pinned to ${wanted}, which is not in ${repository}: ${choice}.`);
}

/** What a preview says of one image. */
export interface PlannedImage extends Pick<ImageFacts, "service" | "pinned" | "wanted"> {
  readonly decision: Reference | Build;
  /** Tag or digest that the stack ran before; undefined if it ran none. */
  readonly before: string | undefined;
}

/** One line: "backend 3f2a9c1d04be → 91bc07e6a2f1: will build". */
export function planLine({ service, before, wanted, pinned, decision }: PlannedImage): string {
  const change =
    before === undefined || before === wanted ? short(wanted) : `${short(before)} → ${short(wanted)}`;
  return `${service} ${change}: ${planWords(before === wanted, pinned, decision)}`;
}

/** One line of a service that keeps what it runs: "frontend 3f2a9c1d04be: stays for now (…)". */
export function keptLine(kept: {
  readonly service: string;
  readonly pinned: boolean;
  /** Tag or digest that a run about all services would bring; undefined if that is what runs. */
  readonly wanted: string | undefined;
  /** Tag or digest that runs. */
  readonly before: string;
}): string {
  const { service, pinned, wanted, before } = kept;
  const same = pinned ? "pinned" : "unchanged";
  const words = wanted === undefined ? same : `stays for now ("pulumi up" brings ${short(wanted)})`;
  return `${service} ${short(before)}: ${words}`;
}

function planWords(same: boolean, pinned: boolean, decision: Reference | Build): string {
  if (pinned) return "pinned";
  if (decision.kind === "build" && decision.because === "new") return "will build";
  if (decision.kind === "build" && decision.because === "lost")
    return "will build again, as it is gone from the registry";
  return same ? "unchanged" : "already in the registry";
}

/** A digest as long as a tag; a tag as it is. */
const short = (reference: string) => reference.replace(/^(sha256:[0-9a-f]{12})[0-9a-f]+$/, "$1");
