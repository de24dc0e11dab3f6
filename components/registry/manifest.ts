import { z } from "zod";

const INDEX_TYPES = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
];
const IMAGE_TYPES = [
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
];

/** The kinds of manifest that are understood, as a registry is asked for them. */
export const MANIFEST_TYPES: readonly string[] = [...INDEX_TYPES, ...IMAGE_TYPES];

/** The digest of a manifest or another blob. */
export const DIGEST = /^sha256:[0-9a-f]{64}$/;

const descriptor = z.object({ digest: z.string().regex(DIGEST, "it is no SHA-256 digest") });
const machine = z.object({ os: z.string(), architecture: z.string() });

const imageSchema = z.object({
  schemaVersion: z.literal(2),
  mediaType: z.enum(IMAGE_TYPES).optional(),
  config: descriptor,
  layers: z.array(descriptor),
  // With both, a manifest would be one image to one reader and another one to the next.
  manifests: z.undefined().optional(),
});

const indexSchema = z.object({
  schemaVersion: z.literal(2),
  mediaType: z.enum(INDEX_TYPES).optional(),
  manifests: z.array(descriptor.extend({ platform: machine.optional() })),
  config: z.undefined().optional(),
  layers: z.undefined().optional(),
});

export type ImageManifest = z.infer<typeof imageSchema>;

/** An image, or an index of images for several platforms. */
export const manifestSchema = z.union([imageSchema, indexSchema], {
  error: "it is neither an image nor an index of images",
});
export type Manifest = z.infer<typeof manifestSchema>;

/** What an image says of itself. */
export const configSchema = machine.extend({
  created: z.coerce.date().optional().catch(undefined),
  config: z.object({ Labels: z.record(z.string(), z.string()).nullish() }).nullish(),
});
export type ConfigFile = z.infer<typeof configSchema>;

/** "linux/amd64" */
export const platformName = ({ os, architecture }: z.infer<typeof machine>) => `${os}/${architecture}`;
