import { FakeRepository } from "./fakeRegistry";

const OCI = {
  image: "application/vnd.oci.image.manifest.v1+json",
  index: "application/vnd.oci.image.index.v1+json",
  config: "application/vnd.oci.image.config.v1+json",
};
const DOCKER = {
  image: "application/vnd.docker.distribution.manifest.v2+json",
  index: "application/vnd.docker.distribution.manifest.list.v2+json",
  config: "application/vnd.docker.container.image.v1+json",
};
export const TYPES = { oci: OCI, docker: DOCKER };

export interface FakeImage {
  readonly tag?: string;
  readonly family?: keyof typeof TYPES;
  readonly architecture?: string;
  readonly created?: string;
  readonly labels?: Readonly<Record<string, string>> | null;
}

/** Puts an image into a repository; returns its digest. */
export function putImage(repository: FakeRepository, image: FakeImage = {}): string {
  const {
    tag,
    family = "docker",
    architecture = "amd64",
    created = "2026-01-02T03:04:05.678901234Z",
  } = image;
  const types = TYPES[family];
  const labels = image.labels === undefined ? { version: tag ?? "" } : image.labels;
  const config = repository.putBlob(types.config, {
    architecture,
    os: "linux",
    created,
    config: { Labels: labels },
    rootfs: { type: "layers", diff_ids: [] },
  });
  return repository.put(types.image, { schemaVersion: 2, mediaType: types.image, config, layers: [] }, tag);
}

/** Puts an index of an image for each architecture; "unknown" is what attestations say. Returns its digest. */
export function putIndex(
  repository: FakeRepository,
  architectures: readonly string[],
  { tag, family = "oci" }: FakeImage = {},
): string {
  const types = TYPES[family];
  const manifests = architectures.map((architecture) => ({
    mediaType: types.image,
    digest: putImage(repository, { family, architecture, labels: { of: architecture } }),
    size: 1,
    platform: { architecture, os: architecture === "unknown" ? "unknown" : "linux" },
  }));
  return repository.put(types.index, { schemaVersion: 2, mediaType: types.index, manifests }, tag);
}
