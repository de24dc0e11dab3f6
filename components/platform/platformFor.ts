import { ClusterPlatform, ClusterPlatformArgs } from "./clusterPlatform";
import { Platform } from "./platform";

/** What each platform needs to know, by its name. */
export type PlatformConfig = { readonly platform: "cluster"; readonly cluster: ClusterPlatformArgs };

/** The one place that knows which platforms there are. */
export function platformFor(config: PlatformConfig): Platform {
  switch (config.platform) {
    case "cluster":
      return new ClusterPlatform("platform", config.cluster);
  }
}
