import { Config } from "../../config";
import { ClusterPlatform } from "./clusterPlatform";
import { Platform } from "./platform";

/**
 * The one place that knows which platforms there are.
 *
 * Rejects with a RunError if the blog cannot run there, before anything is declared.
 */
export async function platformFor(config: Config): Promise<Platform> {
  switch (config.platform) {
    case "cluster":
      return new ClusterPlatform("platform", config.cluster);
    case "aws": {
      // Loaded only where it is needed: the SDK of AWS is large.
      const { AwsPlatform } = await import("./aws/awsPlatform.js");
      const { github, githubOidcProvider, state, ...aws } = config.aws;
      return AwsPlatform.create("platform", {
        ...aws,
        ...config.provider,
        rollbackDepth: config.rollbackDepth,
        backupDays: config.database.backup.keepDays,
        domain: config.proxy.domain,
        github:
          github === undefined || state === undefined
            ? undefined
            : { repository: github, oidcProvider: githubOidcProvider, state },
        protect: config.database.protect,
      });
    }
  }
}
