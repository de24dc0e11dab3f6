import * as pulumi from "@pulumi/pulumi";
import { History } from "./history";
import { ReleasedImage } from "./releasedImage";
import { recorded } from "./releases";

type Images = Readonly<Record<string, ReleasedImage>>;

export interface ReleaseOutputsArgs {
  readonly images: Images;
  readonly history: History;
  /** Releases of each service that are remembered. */
  readonly depth: number;
  /** Known as soon as the pods of all images are ready. An update whose pods never are leaves the outputs of before. */
  readonly ready: readonly pulumi.Output<unknown>[];
}

/** What the stack says of its images: to operators, and to its own next update. */
export function releaseOutputs({ images, history, depth, ready }: ReleaseOutputsArgs) {
  const all = Object.entries(images);
  return {
    images: Object.fromEntries(all.map(([service, { reference }]) => [service, reference])),
    /** What runs and what ran, the newest first; of each service as many as its repository keeps. */
    releases: pulumi
      .all([pulumi.all(all.map(([, { release }]) => release)), ...ready])
      .apply(([current]) => recorded(history.releases, current, depth)),
    /** Services that are held to an image whatever their sources say. */
    pinned: all.filter(([, { pinned }]) => pinned).map(([service]) => service),
    lastBuilt: Object.fromEntries(all.flatMap(([service, { built }]) => (built ? [[service, built]] : []))),
  };
}
