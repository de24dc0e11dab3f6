import * as pulumi from "@pulumi/pulumi";
import { buildRecipe } from "./buildRecipe";
import { Sources, tagOf } from "./image";
import { forEachImage, ImageName, IMAGES } from "./platform/platform";

/** What the configuration says of one image. */
export interface ImageConfig extends Sources {
  /** Tag or digest that the service is held to, whatever its sources are. */
  readonly tag?: string;
}

/** The image that a service is to run. */
export interface WantedImage {
  /** Tag or digest; undefined where the sources are not at hand and what runs goes on running. */
  readonly reference?: string;
  /** Whether the configuration holds the service to it. */
  readonly pinned: boolean;
  /** How the sources would be built; undefined where they are not read. */
  readonly recipe?: string;
  /** Why the sources could not be read. */
  readonly missing?: string;
  /** Whether the service keeps what it runs whatever is wanted, because this run is about others. */
  readonly kept?: true;
}

/** What the configuration says of all images. */
export type ImageConfigs = Readonly<Record<ImageName, ImageConfig>> & {
  readonly build: { readonly network: string };
  /** Services whose images this run may change. @default every one */
  readonly only?: readonly ImageName[];
};

/**
 * Reads the pins and the sources of all services that have none.
 *
 * Throws a RunError if sources are missing; but in a stack with a pin, or a run that is about some services, they may be.
 */
export function wantedImages(config: ImageConfigs): Record<ImageName, WantedImage> {
  const { only, build } = config;
  const mayMiss = only !== undefined || IMAGES.some((service) => config[service].tag !== undefined);
  return forEachImage((service) => {
    const { tag, ...sources } = config[service];
    const kept = only === undefined || only.includes(service) ? {} : ({ kept: true } as const);
    if (tag !== undefined) return { reference: tag, pinned: true, ...kept };
    try {
      const recipe = buildRecipe({ ...sources, ...build });
      return { reference: tagOf(sources), recipe, pinned: false, ...kept };
    } catch (error) {
      if (!mayMiss || !pulumi.RunError.isInstance(error)) throw error;
      return { pinned: false, missing: error.message, ...kept };
    }
  });
}
