import { Config } from "../../config";
import { clusterSite } from "./clusterPlatform";
import { Site } from "./platform";

/**
 * The one place that knows which platforms there are.
 *
 * Rejects with a RunError if the blog cannot run there, before anything is declared.
 */
export async function siteFor(config: Config): Promise<Site> {
  switch (config.platform) {
    case "cluster":
      return clusterSite(config.cluster);
    case "aws": {
      // Loaded only where it is needed: the SDK of AWS is large.
      const { awsSite } = await import("./aws/awsSite.js");
      const { github, githubOidcProvider, state, ...aws } = config.aws;
      return awsSite({
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
