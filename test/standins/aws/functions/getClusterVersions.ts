import { type ClusterVersionInformation, DescribeClusterVersionsCommand } from "@aws-sdk/client-eks";
import { type Args, REGION } from "../kind/kind";
import { oneOf } from "../rules/rule";
import { flag, list, text } from "../schema/property";
import type { AwsFunction } from "./function";

export const getClusterVersions: AwsFunction = {
  token: "aws:eks/getClusterVersions:getClusterVersions",
  schema: {
    clusterType: text(),
    clusterVersionsOnlies: list(text()),
    defaultOnly: flag(),
    includeAll: flag(),
    versionStatus: text({ rule: oneOf("UNSUPPORTED", "STANDARD_SUPPORT", "EXTENDED_SUPPORT") }),
    ...REGION,
  },

  async run({ eks }, args) {
    const found: ClusterVersionInformation[] = [];
    for (let nextToken: string | undefined; ;) {
      const page = await eks.send(
        new DescribeClusterVersionsCommand({
          clusterType: args.clusterType,
          clusterVersions: args.clusterVersionsOnlies,
          defaultOnly: args.defaultOnly,
          includeAll: args.includeAll,
          nextToken,
          versionStatus: args.versionStatus,
        }),
      );
      found.push(...(page.clusterVersions ?? []));
      nextToken = page.nextToken;
      if (!nextToken) return { ...args, clusterVersions: found.map(versionOf) };
    }
  },
};

function versionOf(version: ClusterVersionInformation): Args {
  return {
    clusterType: version.clusterType,
    clusterVersion: version.clusterVersion,
    controlPlaneComponentConfigs: [],
    controlPlaneScalingTiers: [],
    defaultPlatformVersion: version.defaultPlatformVersion,
    defaultVersion: version.defaultVersion ?? false,
    endOfExtendedSupportDate: version.endOfExtendedSupportDate?.toISOString(),
    endOfStandardSupportDate: version.endOfStandardSupportDate?.toISOString(),
    kubernetesPatchVersion: version.kubernetesPatchVersion,
    releaseDate: version.releaseDate?.toISOString(),
    versionStatus: version.versionStatus,
  };
}
