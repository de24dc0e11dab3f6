import { PLATFORM } from "../../components/contentTag";
import { RemoteImage } from "../../components/registry/repositoryClient";
import { Release, schemaRangeOf } from "../../components/releases";
import { nameOf } from "../releases/deployed";

/** What decides whether a service may go back to an image. */
export interface Candidate {
  readonly service: string;
  /** Whole name of the image. */
  readonly name: string;
  /** What the registry has; undefined if the image is gone from there. */
  readonly image: RemoteImage | undefined;
  /** What the stack's releases say of it; undefined if it never ran. */
  readonly release?: Release;
}

/** Version of the database's schema, and how it is known; undefined where nothing is known of it. */
export interface LiveSchema {
  readonly version: number;
  /** Whether the backend itself said so, or only the releases suggest it. */
  readonly asked: boolean;
}

/** Why an image must not run, as the beginning of a sentence; undefined if it may. */
export function objection(candidate: Candidate, schema: LiveSchema | undefined): string | undefined {
  const { service, name, image, release } = candidate;
  if (image === undefined) return `Image ${name} is not in its registry`;
  if (image.platform !== PLATFORM) {
    return `Image ${name} is for ${image.platform} and the nodes are ${PLATFORM}`;
  }
  const built = image.labels["blog-stack.image"];
  if (release === undefined && built !== service) {
    const what = built === undefined ? "has no label blog-stack.image" : `is labelled as ${built}`;
    return `Image ${name} was neither released by this stack nor built by this project as ${service}, as it ${what}`;
  }
  return schemaObjection(candidate, image, schema);
}

function schemaObjection(
  { service, name, release }: Candidate,
  { labels }: RemoteImage,
  schema: LiveSchema | undefined,
): string | undefined {
  const range = schemaRangeOf(labels) ?? release?.schema;
  if (service !== "backend" || range === undefined || schema === undefined) return undefined;
  if (range.min <= schema.version && schema.version <= range.max) return undefined;
  const age = schema.version > range.max ? "too old" : "too new";
  const known = schema.asked ? "is at" : "may be, as nothing answers, at";
  return (
    `Image ${name} is ${age} for the database: it works with versions ${range.min} to ${range.max} of the schema, ` +
    `and the database ${known} ${schema.version}`
  );
}

/** The whole sentence of an objection: it names what could be chosen in place of the image. */
export function refusal(objected: string, better: Release | undefined): string {
  if (better === undefined)
    return `${objected}: deploy a corrected one, as no earlier release would pass either.`;
  return `${objected}: the newest release that would pass is ${nameOf(better)}, so give --to ${nameOf(better)}.`;
}

/** The schema as far as the releases tell it: it went as far as the newest backend that ran took it. */
export function schemaOfReleases(releases: readonly Release[]): LiveSchema | undefined {
  const ends = releases.flatMap(({ service, schema }) =>
    service === "backend" && schema ? [schema.max] : [],
  );
  return ends.length > 0 ? { version: Math.max(...ends), asked: false } : undefined;
}
