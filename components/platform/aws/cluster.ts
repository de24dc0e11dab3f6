import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { assumedBy } from "./policy";
import { Role } from "./role";

export interface ClusterArgs {
  /** Minor version of Kubernetes, for example "1.36". */
  readonly version: string;
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Networks from which the Kubernetes API can be reached over the internet; none leaves only the cluster's own network. */
  readonly apiAccess: readonly string[];
  /** Addresses of Kubernetes Services; they exist inside of the cluster only. */
  readonly serviceCidr: string;
  /** Key that encrypts the cluster's Secrets and logs. */
  readonly keyArn: pulumi.Input<string>;
  /** Days that the control plane's logs are kept. */
  readonly logRetentionDays: number;
  /** For example "aws", "aws-cn". */
  readonly partition: string;
  /** Refuse to delete the cluster, here and in AWS. */
  readonly protect: boolean;
}

/** What EKS needs to run nodes, volumes and load balancers itself. */
const CLUSTER_POLICIES = [
  "AmazonEKSClusterPolicy",
  "AmazonEKSComputePolicy",
  "AmazonEKSBlockStoragePolicy",
  "AmazonEKSLoadBalancingPolicy",
  "AmazonEKSNetworkingPolicy",
];
/** What a node needs to join and to pull images; pods have rights of their own or none. */
const NODE_POLICIES = ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"];

/** EKS in Auto Mode: nodes, block storage and load balancers are made by AWS as pods ask for them. */
export class Cluster extends pulumi.ComponentResource {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly endpoint: pulumi.Output<string>;
  readonly certificateAuthority: pulumi.Output<string>;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("blog:aws:Cluster", name, {}, opts);
    const child = { parent: this };

    // Made here, because EKS would make it without a retention, and destroy would leave it behind.
    const logs = new aws.cloudwatch.LogGroup(
      name,
      { name: `/aws/eks/${name}/cluster`, retentionInDays: args.logRetentionDays, kmsKeyId: args.keyArn },
      child,
    );
    const managed = (policy: string) => `arn:${args.partition}:iam::aws:policy/${policy}`;
    const role = new Role(
      `${name}-cluster`,
      {
        trust: assumedBy("eks.amazonaws.com", { actions: ["sts:AssumeRole", "sts:TagSession"] }),
        managedPolicies: CLUSTER_POLICIES.map(managed),
      },
      child,
    );
    const nodeRole = new Role(
      `${name}-node`,
      { trust: assumedBy("ec2.amazonaws.com"), managedPolicies: NODE_POLICIES.map(managed) },
      child,
    );

    const cluster = new aws.eks.Cluster(
      name,
      {
        name,
        version: args.version,
        roleArn: role.arn,
        bootstrapSelfManagedAddons: false,
        computeConfig: {
          enabled: true,
          nodePools: ["general-purpose", "system"],
          nodeRoleArn: nodeRole.arn,
        },
        storageConfig: { blockStorage: { enabled: true } },
        kubernetesNetworkConfig: {
          elasticLoadBalancing: { enabled: true },
          ipFamily: "ipv4",
          serviceIpv4Cidr: args.serviceCidr,
        },
        vpcConfig: {
          subnetIds: [...args.subnetIds],
          endpointPrivateAccess: true,
          endpointPublicAccess: args.apiAccess.length > 0,
          ...(args.apiAccess.length > 0 && { publicAccessCidrs: [...args.apiAccess] }),
        },
        // Who may do what is said by access entries alone; whoever happens to create the cluster gets nothing by that.
        accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
        encryptionConfig: { provider: { keyArn: args.keyArn }, resources: ["secrets"] },
        enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
        // A version that is out of standard support would cost six times as much an hour.
        upgradePolicy: { supportType: "STANDARD" },
        deletionProtection: args.protect,
      },
      {
        ...child,
        protect: args.protect,
        // The role's rights outlive the cluster: it removes its nodes and interfaces with them.
        dependsOn: [logs, role, nodeRole],
      },
    );

    // The autoscaler's eyes.
    new aws.eks.Addon(
      `${name}-metrics-server`,
      {
        clusterName: cluster.name,
        addonName: "metrics-server",
        resolveConflictsOnCreate: "OVERWRITE",
        resolveConflictsOnUpdate: "OVERWRITE",
      },
      child,
    );

    this.name = cluster.name;
    this.arn = cluster.arn;
    this.endpoint = cluster.endpoint;
    this.certificateAuthority = cluster.certificateAuthority.data;
    this.registerOutputs({ name: this.name, endpoint: this.endpoint });
  }
}
