import type { Properties } from "../../../../standins/protocol/value";
import { VALID } from "../valid";
import type { Wrong } from "./wrong";

const CLUSTER = "aws:eks/cluster:Cluster";
const vpcConfig = (change: Properties) => ({
  vpcConfig: { ...(VALID[CLUSTER].vpcConfig as Properties), ...change },
});

export const EKS: Wrong[] = [
  [
    CLUSTER,
    "half of Auto Mode",
    { storageConfig: { blockStorage: { enabled: false } } },
    /must all be true or all be/,
  ],
  [CLUSTER, "a part of Auto Mode missing", { storageConfig: null }, /must all be true or all be false$/],
  [
    CLUSTER,
    "an unknown node pool",
    { computeConfig: { enabled: true, nodePools: ["gpu"] } },
    /^computeConfig.nodePools\[0\] must be one of general-purpose, system/,
  ],
  [CLUSTER, "a name that starts with a dash", { name: "-blog" }, /^name must be 1 to 100 letters/],
  [CLUSTER, "a role that is no ARN", { roleArn: "cluster" }, /^roleArn must be an ARN/],
  [
    CLUSTER,
    "public networks for services",
    { kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: true }, serviceIpv4Cidr: "8.8.0.0/16" } },
    /serviceIpv4Cidr must lie within 10.0.0.0\/8/,
  ],
  [
    CLUSTER,
    "too few addresses for services",
    { kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: true }, serviceIpv4Cidr: "10.0.0.0/28" } },
    /must have a mask of 12 to 24 bits/,
  ],
  [CLUSTER, "no subnet", vpcConfig({ subnetIds: [] }), /^vpcConfig.subnetIds must have 1 or more, got 0/],
  [
    CLUSTER,
    "a bare address",
    vpcConfig({ publicAccessCidrs: ["203.0.113.7"] }),
    /^vpcConfig.publicAccessCidrs\[0\] must be an IPv4 network/,
  ],
  [
    CLUSTER,
    "a misspelt field",
    vpcConfig({ subnetIDs: ["subnet-1"] }),
    /^vpcConfig.subnetIDs is unknown: there are endpointPrivateAccess/,
  ],
  [
    CLUSTER,
    "an unknown log",
    { enabledClusterLogTypes: ["apiserver"] },
    /^enabledClusterLogTypes\[0\] must be one of api,/,
  ],
  [
    CLUSTER,
    "other support",
    { upgradePolicy: { supportType: "BASIC" } },
    /^upgradePolicy.supportType must be one of STANDARD/,
  ],
  [CLUSTER, "a patch version", { version: "1.33.1" }, /^version must be a Kubernetes version/],
  [
    "aws:eks/addon:Addon",
    "values that are no JSON",
    { configurationValues: "replicas: 2" },
    /must be the text of a JSON object/,
  ],
  [
    "aws:eks/addon:Addon",
    "a way to resolve of updates",
    { resolveConflictsOnCreate: "PRESERVE" },
    /must be one of NONE, OVERWRITE/,
  ],
  ["aws:eks/accessEntry:AccessEntry", "an unknown type", { type: "USER" }, /^type must be one of EC2,/],
  [
    "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
    "a scope without type",
    { accessScope: { namespaces: ["blog"] } },
    /^accessScope.type is required/,
  ],
];
