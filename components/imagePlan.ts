import * as pulumi from "@pulumi/pulumi";
import { Build, CONTENT_TAG, decideImage, keptLine, planLine, Reference } from "./imageDecision";
import { RepositoryAccess } from "./image";
import { ImageName, IMAGES, Site } from "./platform/platform";
import { dockerLogin } from "./registry/dockerLogin";
import { lookUp } from "./registry/lookUp";
import { repositoryAddress } from "./registry/repositoryAddress";
import { RepositoryClient } from "./registry/repositoryClient";
import { Release, running } from "./releases";
import { Builds, History } from "./history";
import { WantedImage } from "./wantedImages";

/** What an update does about one image. */
export interface ImagePlan {
  readonly decision: Reference | Build;
  /** Content tag; undefined where a digest is pinned that no release of the stack had. */
  readonly tag?: string;
  /** Whether the stack's configuration holds the service to this image. */
  readonly pinned: boolean;
  /** For the next update, if this one declares the image. */
  readonly build?: { readonly tag: string; readonly round: number; readonly recipe: string };
  /** Asks the registry about the image's repository. */
  readonly client: RepositoryClient;
  /** One line for the operator. */
  readonly line: string;
}

/** Plans all images, and tells the operator, a line for each. Throws a RunError if a pinned image is missing. */
export async function planImages(
  wanted: Readonly<Record<ImageName, WantedImage>>,
  site: Site,
  history: History,
): Promise<Record<ImageName, ImagePlan>> {
  // A rollback must work where there is no Docker: no image is declared during one that is there already.
  const isRollback = IMAGES.some((service) => wanted[service].pinned || wanted[service].kept);
  const lastBuilt = isRollback ? {} : history.lastBuilt;
  const plan = (service: ImageName) =>
    planImage(service, wanted[service], site.repositories[service], { ...history, lastBuilt });
  const [backend, frontend, database] = await Promise.all(IMAGES.map(plan));
  const plans = { backend, frontend, database };
  for (const { line } of Object.values(plans)) void pulumi.log.info(line);
  return plans;
}

/** Looks into the registry and decides. */
async function planImage(
  service: ImageName,
  image: WantedImage,
  { name, login }: RepositoryAccess,
  history: History,
): Promise<ImagePlan> {
  const { pinned } = image;
  const before = running(history.releases, service);
  const client = new RepositoryClient({
    url: name,
    login: login ?? (await dockerLogin(repositoryAddress(name).registry)),
  });
  if (image.kept && before) return keep(service, image, before, client);
  const wanted = image.reference ?? stays(service, image, before);
  const { digest, newestTags } = await lookUp(client, wanted, pinned);
  // It would have to be built, and of what is not there.
  if (digest === undefined && image.missing !== undefined) throw new pulumi.RunError(image.missing);
  const last = history.lastBuilt[service] as Builds[string] | undefined;
  const recipe = [name, image.recipe].join(" ");
  const decision = decideImage({
    service,
    repository: name,
    pinned,
    wanted,
    digest,
    lastBuilt: last?.tag,
    asBuilt: last?.recipe === recipe && before?.digest === digest,
    newestTags,
  });
  const tag = CONTENT_TAG.test(wanted) ? wanted : earlier(history, service, wanted)?.tag;
  const ran = before !== undefined && before.digest === digest ? wanted : (before?.tag ?? before?.digest);
  return {
    decision,
    tag,
    pinned,
    ...(decision.kind === "build" && { build: { tag: wanted, round: roundOf(decision, last), recipe } }),
    client,
    line: planLine({ service, pinned, wanted, decision, before: ran }),
  };
}

function roundOf({ because }: Build, last: Builds[string] | undefined): number {
  if (because === "new" || last === undefined) return 0;
  return because === "lost" ? last.round + 1 : last.round;
}

/** What runs goes on running, and nobody is asked about it: a run that is about others must not fail because of it. */
function keep(service: string, image: WantedImage, release: Release, client: RepositoryClient): ImagePlan {
  const { tag, digest } = release;
  const wanted = image.reference;
  const same = wanted === undefined || wanted === tag || wanted === digest;
  return {
    decision: { kind: "reference", digest },
    tag,
    pinned: image.pinned && same,
    client,
    line: keptLine({
      service,
      pinned: image.pinned,
      wanted: same ? undefined : wanted,
      before: tag ?? digest,
    }),
  };
}

/** What runs goes on running where its sources are not at hand. */
function stays(service: string, { missing }: WantedImage, release: Release | undefined): string {
  if (release === undefined) throw new pulumi.RunError(missing ?? `${service} has no sources.`);
  void pulumi.log.warn(`${service} stays as it is: ${missing}`);
  return release.digest;
}

/** The latest release of a service that ran an image. */
export const earlier = ({ releases }: History, service: string, digest: string): Release | undefined =>
  releases.find((release) => release.service === service && release.digest === digest);
