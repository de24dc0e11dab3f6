import type { Log } from "../protocol/log";
import type { Properties } from "../protocol/value";
import type { Build } from "./build";

export interface ImageRequest {
  readonly name: string;
  readonly build: Build;
  /** Digest of the sources, as Check recorded it. */
  readonly contextDigest: string;
  readonly registry: Properties["registry"] | undefined;
  readonly push: boolean;
  readonly log: Log;
  readonly cancelled: AbortSignal;
}

/** Something that builds images and pushes them; answers with what `repoDigest` becomes. */
export interface ImageStore {
  make(request: ImageRequest): Promise<string>;
}
