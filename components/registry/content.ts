import { createHash } from "node:crypto";
import { PLATFORM } from "../contentTag";
import { malformed, understood } from "./answerFailure";
import {
  ConfigFile,
  configSchema,
  DIGEST,
  ImageManifest,
  Manifest,
  MANIFEST_TYPES,
  manifestSchema,
  platformName,
} from "./manifest";
import { RepositoryApi } from "./repositoryApi";

const ACCEPT = { accept: MANIFEST_TYPES.join(", ") };
const DIGEST_HEADER = "docker-content-digest";

/** The digest of a manifest, asked for without the manifest; undefined if the repository does not have it. */
export async function findDigest(api: RepositoryApi, reference: string, what: string) {
  const url = api.url(`manifests/${reference}`);
  const answer = await api.ask({ url, method: "HEAD", headers: ACCEPT, what });
  if (answer === undefined) return undefined;
  const type = answer.headers.get("content-type") ?? "";
  if (!MANIFEST_TYPES.includes(type.split(";")[0].trim())) {
    throw malformed(`a manifest of type "${type}"`, api.asked(what));
  }
  const digest = answer.headers.get(DIGEST_HEADER);
  // Some registries tell it only with the manifest itself.
  if (digest === null) return (await readManifest(api, reference, what))?.digest;
  return checked(digest, reference, api, what);
}

/** A manifest and its digest, which fits its bytes; undefined if the repository does not have it. */
export async function readManifest(
  api: RepositoryApi,
  reference: string,
  what: string,
): Promise<{ digest: string; manifest: Manifest } | undefined> {
  const answer = await api.ask({ url: api.url(`manifests/${reference}`), headers: ACCEPT, what });
  if (answer === undefined) return undefined;
  const digest = checked(digestOf(answer.body), reference, api, what);
  const told = answer.headers.get(DIGEST_HEADER) ?? digest;
  if (told !== digest) throw malformed(`bytes of ${digest} under the digest ${told}`, api.asked(what));
  return { digest, manifest: understood(manifestSchema, answer.body, "the manifest", api.asked(what)) };
}

/** The image of an index that this project runs; without one, the first that runs anywhere. */
export async function imageIn(api: RepositoryApi, manifest: Manifest, what: string): Promise<ImageManifest> {
  if ("config" in manifest && manifest.config) return manifest;
  const images = (manifest.manifests ?? []).filter(({ platform }) => platform && platform.os !== "unknown");
  const chosen =
    images.find(({ platform }) => platform && platformName(platform) === PLATFORM) ?? images.at(0);
  if (chosen === undefined) throw malformed("an index without an image", api.asked(what));
  const found = await readManifest(api, chosen.digest, what);
  if (found && "config" in found.manifest && found.manifest.config) return found.manifest;
  throw malformed(`an index whose image ${chosen.digest} is not there`, api.asked(what));
}

/** What an image says of itself. */
export async function readConfig(
  api: RepositoryApi,
  { config }: ImageManifest,
  what: string,
): Promise<ConfigFile> {
  const answer = await api.ask({ url: api.url(`blobs/${config.digest}`), what });
  if (answer === undefined)
    throw malformed(`an image whose configuration ${config.digest} is not there`, api.asked(what));
  checked(digestOf(answer.body), config.digest, api, what);
  return understood(configSchema, answer.body, "the image's configuration", api.asked(what));
}

/** A digest as it is, if it is one and the one that was asked for. */
function checked(digest: string, reference: string, api: RepositoryApi, what: string): string {
  if (!DIGEST.test(digest)) throw malformed(`the digest "${digest}"`, api.asked(what));
  if (reference.includes(":") && digest !== reference) {
    throw malformed(`bytes of ${digest} for ${reference}`, api.asked(what));
  }
  return digest;
}

const digestOf = (bytes: Uint8Array) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
