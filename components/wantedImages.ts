import * as pulumi from "@pulumi/pulumi";
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
  /** Why the sources could not be read. */
  readonly missing?: string;
}

/**
 * Reads the pins and the sources of all services that have none.
 *
 * Throws a RunError if sources are missing; but in a stack with a pin, a rollback, they may be.
 */
export function wantedImages(
  config: Readonly<Record<ImageName, ImageConfig>>,
): Record<ImageName, WantedImage> {
  const anyPin = IMAGES.some((service) => config[service].tag !== undefined);
  return forEachImage((service) => {
    const { tag, ...sources } = config[service];
    if (tag !== undefined) return { reference: tag, pinned: true };
    try {
      return { reference: tagOf(sources), pinned: false };
    } catch (error) {
      if (!anyPin || !pulumi.RunError.isInstance(error)) throw error;
      return { pinned: false, missing: error.message };
    }
  });
}
