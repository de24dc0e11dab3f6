import * as pulumi from "@pulumi/pulumi";
import { Build, CONTENT_TAG, decideImage, planLine, Reference } from "./imageDecision";
import { RepositoryAccess, Sources, tagOf } from "./image";
import { ImageName, IMAGES, Site } from "./platform/platform";
import { dockerLogin } from "./registry/dockerLogin";
import { lookUp } from "./registry/lookUp";
import { repositoryAddress } from "./registry/repositoryAddress";
import { RepositoryClient } from "./registry/repositoryClient";
import { Release, running } from "./releases";
import { History } from "./history";

/** What an update does about one image. */
export interface ImagePlan {
  readonly decision: Reference | Build;
  /** Content tag; undefined where a digest is pinned that no release of the stack had. */
  readonly tag?: string;
  /** Whether the stack's configuration holds the service to this image. */
  readonly pinned: boolean;
  /** Asks the registry about the image's repository. */
  readonly client: RepositoryClient;
  /** One line for the operator. */
  readonly line: string;
}

interface ImagePlanArgs {
  readonly service: string;
  readonly sources: Sources;
  /** Tag or digest that the stack's configuration holds the service to. @default what the sources say */
  readonly pin?: string;
  /** Whether any service of the stack is pinned: nothing is then built that is in its registry. */
  readonly anyPin: boolean;
  readonly repository: RepositoryAccess;
  readonly history: History;
}

/** What the configuration says of one image. */
type ImageConfig = Sources & { readonly tag?: string };

/** Plans all images, and tells the operator, a line for each. */
export async function planImages(
  config: Readonly<Record<ImageName, ImageConfig>>,
  site: Site,
  history: History,
): Promise<Record<ImageName, ImagePlan>> {
  const anyPin = IMAGES.some((service) => config[service].tag !== undefined);
  const plan = (service: ImageName) => {
    const { tag: pin, ...sources } = config[service];
    return planImage({ service, sources, pin, anyPin, repository: site.repositories[service], history });
  };
  const [backend, frontend, database] = await Promise.all(IMAGES.map(plan));
  const plans = { backend, frontend, database };
  for (const { line } of Object.values(plans)) void pulumi.log.info(line);
  return plans;
}

/** Looks into the registry and decides. Throws a RunError if a pinned image is missing, or the sources of one to build. */
async function planImage(args: ImagePlanArgs): Promise<ImagePlan> {
  const { service, pin, anyPin, repository, history } = args;
  const pinned = pin !== undefined;
  const wanted = pin ?? wantedOf(args);
  const client = new RepositoryClient({
    url: repository.name,
    login: repository.login ?? (await dockerLogin(repositoryAddress(repository.name).registry)),
  });
  const { digest, newestTags } = await lookUp(client, wanted, pinned);
  const decision = decideImage({
    service,
    repository: repository.name,
    pinned,
    wanted,
    digest,
    // A rollback must work where there is no Docker: no image is declared that is there already.
    lastBuilt: anyPin ? undefined : history.lastBuilt[service]?.tag,
    newestTags,
  });
  const before = running(history.releases, service);
  const tag = CONTENT_TAG.test(wanted) ? wanted : earlier(history, service, wanted)?.tag;
  const line = planLine({
    service,
    pinned,
    wanted,
    decision,
    before: before?.digest === digest ? wanted : (before?.tag ?? before?.digest),
  });
  return { decision, tag, pinned, client, line };
}

/** In a run with a pin, what runs goes on running where its sources are not at hand. */
function wantedOf({ service, sources, anyPin, history }: ImagePlanArgs): string {
  try {
    return tagOf(sources);
  } catch (error) {
    const release = running(history.releases, service);
    if (!anyPin || release === undefined || !pulumi.RunError.isInstance(error)) throw error;
    void pulumi.log.warn(`${service} stays as it is: ${error.message}`);
    return release.digest;
  }
}

/** The latest release of a service that ran an image. */
export const earlier = ({ releases }: History, service: string, digest: string): Release | undefined =>
  releases.find((release) => release.service === service && release.digest === digest);
