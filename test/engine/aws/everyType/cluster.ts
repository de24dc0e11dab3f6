import * as aws from "@pulumi/aws";
import { inside } from "./network";
import { changed, provider } from "./provider";
import { key, roleFor } from "./security";

const opts = { provider };

const attach = (name: string, role: aws.iam.Role, policies: string[]) =>
  policies.map(
    (policy) =>
      new aws.iam.RolePolicyAttachment(
        `${name}-${policy}`,
        { role: role.name, policyArn: `arn:aws:iam::aws:policy/${policy}` },
        opts,
      ),
  );

const role = roleFor("cluster", "eks.amazonaws.com", ["sts:AssumeRole", "sts:TagSession"]);
const rights = attach("cluster", role, [
  ...["AmazonEKSClusterPolicy", "AmazonEKSComputePolicy", "AmazonEKSBlockStoragePolicy"],
  ...["AmazonEKSLoadBalancingPolicy", "AmazonEKSNetworkingPolicy"],
]);
const nodes = roleFor("nodes", "ec2.amazonaws.com");
attach("nodes", nodes, ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"]);

const name = "every-type";
const logs = new aws.cloudwatch.LogGroup(
  "cluster",
  { name: `/aws/eks/${name}/cluster`, retentionInDays: 7 },
  opts,
);
const versions = aws.eks.getClusterVersionsOutput({ defaultOnly: true }, opts);

export const cluster = new aws.eks.Cluster(
  name,
  {
    name,
    roleArn: role.arn,
    version: versions.clusterVersions[0].clusterVersion,
    bootstrapSelfManagedAddons: false,
    deletionProtection: changed ? false : true,
    accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    computeConfig: { enabled: true, nodePools: ["system", "general-purpose"], nodeRoleArn: nodes.arn },
    kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: true }, serviceIpv4Cidr: "172.20.0.0/16" },
    storageConfig: { blockStorage: { enabled: true } },
    enabledClusterLogTypes: ["scheduler", "api", "audit", ...(changed ? [] : ["authenticator"])],
    encryptionConfig: { provider: { keyArn: key.arn }, resources: ["secrets"] },
    upgradePolicy: { supportType: "STANDARD" },
    vpcConfig: {
      subnetIds: inside.map(({ id }) => id),
      endpointPrivateAccess: true,
      publicAccessCidrs: changed ? ["203.0.113.0/24"] : ["198.51.100.7/32", "203.0.113.0/24"],
    },
  },
  { ...opts, dependsOn: [...rights, logs] },
);

const person = roleFor("person", "ec2.amazonaws.com");
const entry = new aws.eks.AccessEntry(
  "person",
  { clusterName: cluster.name, principalArn: person.arn, kubernetesGroups: changed ? ["readers"] : [] },
  opts,
);
new aws.eks.AccessPolicyAssociation(
  "person",
  {
    clusterName: cluster.name,
    principalArn: entry.principalArn,
    policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
    accessScope: { type: "namespace", namespaces: changed ? ["blog"] : ["blog", "kube-system"] },
  },
  // It is known by its cluster, principal and policy alone: deleting the old one would take away the new one.
  { ...opts, deleteBeforeReplace: true },
);
new aws.eks.Addon(
  "metrics-server",
  {
    clusterName: cluster.name,
    addonName: "metrics-server",
    resolveConflictsOnUpdate: "OVERWRITE",
    configurationValues: JSON.stringify({ replicas: changed ? 2 : 1 }),
  },
  opts,
);
const pods = roleFor("pods", "pods.eks.amazonaws.com", ["sts:AssumeRole", "sts:TagSession"]);
const otherPods = roleFor("other-pods", "pods.eks.amazonaws.com", ["sts:AssumeRole", "sts:TagSession"]);
new aws.eks.PodIdentityAssociation(
  "pods",
  {
    clusterName: cluster.name,
    namespace: "blog",
    serviceAccount: "backup",
    roleArn: changed ? otherPods.arn : pods.arn,
  },
  opts,
);
