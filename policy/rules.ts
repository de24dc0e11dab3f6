import { Rule } from "./rule";
import { amd64 } from "./rules/amd64";
import { clusterEndpoint } from "./rules/clusterEndpoint";
import { encryption } from "./rules/encryption";
import { guardedBuckets } from "./rules/guardedBuckets";
import { imagesByDigest } from "./rules/imagesByDigest";
import { podResources } from "./rules/podResources";
import { privateBuckets } from "./rules/privateBuckets";
import { protectedData } from "./rules/protectedData";
import { publicServices } from "./rules/publicServices";
import { readableCharts } from "./rules/readableCharts";
import { restrictedPods } from "./rules/restrictedPods";
import { securityGroups } from "./rules/securityGroups";

/** All rules of the pack. */
export const RULES: readonly Rule[] = [
  ...[amd64, imagesByDigest, restrictedPods, podResources, readableCharts],
  ...[clusterEndpoint, publicServices, privateBuckets, guardedBuckets, securityGroups],
  ...[encryption, protectedData],
];
