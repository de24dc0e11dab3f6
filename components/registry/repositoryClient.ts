import * as pulumi from "@pulumi/pulumi";
import { findDigest, imageIn, readConfig, readManifest } from "./content";
import { DIGEST, platformName } from "./manifest";
import { RepositoryApi, RepositoryArgs } from "./repositoryApi";
import { listTags } from "./tagList";

/** An image as its registry describes it. */
export interface RemoteImage {
  /** Digest that a tag stands for, or that was asked for: of the index, if there is one for several platforms. */
  readonly digest: string;
  /** "linux/amd64", or what there is instead if the image does not run on that. */
  readonly platform: string;
  /** Time of the build; undefined if the image does not say. */
  readonly created?: Date;
  readonly labels: Readonly<Record<string, string>>;
}

const TAG = /^\w[\w.-]{0,127}$/;
/** Images whose age is looked up at most, to find the newest ones. */
const MAX_DATED = 200;
/** Questions about images that are under way at a time. */
const AT_ONCE = 8;

/**
 * Reads one repository of a registry over the OCI distribution API: no Docker, no provider.
 *
 * A reference is a tag or a digest. All methods throw a RunError of one sentence if the registry cannot be reached,
 * refuses the login, fails, or is no registry.
 */
export class RepositoryClient {
  private readonly api: RepositoryApi;

  constructor(args: RepositoryArgs) {
    this.api = new RepositoryApi(args);
  }

  /** Registry and path, as in an image's name. */
  get name(): string {
    return this.api.address.name;
  }

  /** The digest of an image; undefined if the repository does not have it or does not exist. */
  async digestOf(reference: string): Promise<string | undefined> {
    return findDigest(this.api, reference, `Image ${this.nameOf(reference)} cannot be looked up`);
  }

  /** What an image says of itself; undefined if the repository does not have it or does not exist. */
  async imageOf(reference: string): Promise<RemoteImage | undefined> {
    const what = `Image ${this.nameOf(reference)} cannot be read`;
    const found = await readManifest(this.api, reference, what);
    if (found === undefined) return undefined;
    const config = await readConfig(this.api, await imageIn(this.api, found.manifest, what), what);
    const labels = config.config?.Labels ?? {};
    return { digest: found.digest, platform: platformName(config), created: config.created, labels };
  }

  /** All tags in the order of the alphabet; none if the repository does not exist. */
  async tags(): Promise<string[]> {
    return listTags(this.api);
  }

  /**
   * The tags of the images built last, the newest first.
   *
   * Registries do not tell ages, so images are read: the two hundred first ones by the alphabet. Those that cannot
   * be read or do not say their age come last.
   */
  async newestTags(count: number, wanted: RegExp): Promise<string[]> {
    const tags = (await this.tags()).filter((tag) => wanted.test(tag)).slice(0, MAX_DATED);
    const dated: { tag: string; time: number }[] = [];
    for (let start = 0; start < tags.length; start += AT_ONCE) {
      dated.push(...(await Promise.all(tags.slice(start, start + AT_ONCE).map((tag) => this.dated(tag)))));
    }
    return dated
      .sort((one, other) => other.time - one.time)
      .slice(0, count)
      .map(({ tag }) => tag);
  }

  private async dated(tag: string): Promise<{ tag: string; time: number }> {
    // Something that is no image, or was deleted meanwhile, must not hide the others.
    const image = await this.imageOf(tag).catch(() => undefined);
    return { tag, time: image?.created?.getTime() ?? 0 };
  }

  /** The image's whole name. Throws a RunError if the reference is malformed. */
  private nameOf(reference: string): string {
    if (DIGEST.test(reference)) return `${this.name}@${reference}`;
    if (TAG.test(reference)) return `${this.name}:${reference}`;
    throw new pulumi.RunError(
      `"${reference}" cannot be looked up in ${this.name}: give a tag, or a digest "sha256:" with 64 hexadecimal digits.`,
    );
  }
}
