import * as pulumi from "@pulumi/pulumi";
import { History } from "./history";
import { ReleasedImage } from "./releasedImage";
import { recorded } from "./releases";

type Images = Readonly<Record<string, ReleasedImage>>;

/** What the stack says of its images: to operators, and to its own next update. */
export function releaseOutputs(images: Images, history: History, depth: number) {
  const all = Object.entries(images);
  return {
    images: Object.fromEntries(all.map(([service, { reference }]) => [service, reference])),
    /** What runs and what ran, the newest first; of each service as many as its repository keeps. */
    releases: pulumi
      .all(all.map(([, { release }]) => release))
      .apply((current) => recorded(history.releases, current, depth)),
    /** Services that are held to an image whatever their sources say. */
    pinned: all.filter(([, { pinned }]) => pinned).map(([service]) => service),
    lastBuilt: Object.fromEntries(all.flatMap(([service, { built }]) => (built ? [[service, built]] : []))),
  };
}
