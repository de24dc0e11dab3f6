import { RepositoryClient } from "../../components/registry/repositoryClient";
import { DIGEST } from "../../components/registry/manifest";
import { Release } from "../../components/releases";
import { Failure } from "../failure";
import { Deployed, nameOf, runningRelease, ServiceName, versionOf } from "../releases/deployed";
import { answeringSchema } from "./answers";
import { LiveSchema, objection, refusal, schemaOfReleases } from "./checks";
import { Target } from "./target";

/** An image that a service may go back to. */
export interface Examined {
  readonly service: ServiceName;
  /** Tag, or digest where the image has no tag that is known. */
  readonly reference: string;
  readonly digest: string;
  /** What its pods will answer that they are. */
  readonly version: string;
}

/** Looks at all targets before anything changes. Throws a Failure for the first that must not run. */
export async function examined(
  targets: readonly Target[],
  deployed: Deployed,
  clientOf: (service: ServiceName) => Promise<RepositoryClient>,
): Promise<Examined[]> {
  const schema = await liveSchema(deployed);
  return Promise.all(
    targets.map(async (target) => examine(target, deployed, await clientOf(target.service), schema)),
  );
}

/** The schema that the database has: the backend says it, and if it does not answer, what ran suggests it. */
export async function liveSchema({ url, releases }: Deployed): Promise<LiveSchema | undefined> {
  const version = await answeringSchema(url);
  return version === undefined ? schemaOfReleases(releases) : { version, asked: true };
}

async function examine(
  { service, reference, release }: Target,
  deployed: Deployed,
  client: RepositoryClient,
  schema: LiveSchema | undefined,
): Promise<Examined> {
  const image = await client.imageOf(reference);
  const name = DIGEST.test(reference) ? `${client.name}@${reference}` : `${client.name}:${reference}`;
  const objected = objection({ service, name, image, release }, schema);
  if (objected !== undefined || image === undefined) {
    throw new Failure(refusal(objected ?? name, await better(service, deployed, client, schema)));
  }
  const known = release ?? { tag: DIGEST.test(reference) ? undefined : reference, digest: image.digest };
  return { service, reference, digest: image.digest, version: versionOf(known) };
}

/** The newest release of a service, other than the one that runs, that may run. */
async function better(
  service: ServiceName,
  deployed: Deployed,
  client: RepositoryClient,
  schema: LiveSchema | undefined,
): Promise<Release | undefined> {
  const running = runningRelease(deployed, service).digest;
  const others = deployed.releases.filter((each) => each.service === service && each.digest !== running);
  for (const release of others) {
    const image = await client.imageOf(release.digest).catch(() => undefined);
    if (objection({ service, name: nameOf(release), image, release }, schema) === undefined) return release;
  }
  return undefined;
}
