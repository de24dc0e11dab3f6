import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Repository } from "../../image";
import { Edge } from "../edge";
import { ImageName, Platform, PublicAddress } from "../platform";
import { Access } from "./access";
import { Account } from "./account";
import { Backups } from "./backups";
import { Certificate } from "./certificate";
import { Cluster } from "./cluster";
import { ClusterDefaults } from "./clusterDefaults";
import { EncryptionKey } from "./encryptionKey";
import { GithubRoles, GithubRolesArgs } from "./githubRoles";
import { kubeconfigOf } from "./kubeconfig";
import { logsMayUse } from "./logsMayUse";
import { Network } from "./network";
import { networkLoadBalancer } from "./networkLoadBalancer";
import { principalOf } from "./principal";
import { Registry } from "./registry";
import { addressIn } from "./subnets";
import { Surroundings } from "./surroundings";

export interface AwsPlatformArgs {
  readonly region: string;
  /** Profile of the AWS configuration. @default that of the environment */
  readonly profile?: string;
  /** IAM roles and users who administer the cluster, by their ARNs; all of one account. */
  readonly admins: readonly string[];
  /** Networks from which the Kubernetes API is reached over the internet. */
  readonly apiAccess: readonly string[];
  /** Minor version of Kubernetes, for example "1.36". */
  readonly kubernetesVersion: string;
  readonly network: {
    readonly cidr: string;
    readonly serviceCidr: string;
    readonly zones: number;
    readonly natGateways: "single" | "perZone";
    readonly flowLogs: "none" | "rejected" | "all";
  };
  /** Days that logs are kept. */
  readonly logRetentionDays: number;
  /** Images that each repository keeps. */
  readonly rollbackDepth: number;
  /** Days that a backup is kept. */
  readonly backupDays: number;
  /** Name that readers use. @default plain HTTP under the load balancer's own name */
  readonly domain?: string;
  /** Route 53 zone that the domain lies in. @default the domain without its first part */
  readonly hostedZone?: string;
  /** Repository whose workflows preview and deploy. @default no roles for them */
  readonly github?: Omit<GithubRolesArgs, "account" | "region" | "partition" | "cluster" | "registry">;
  /** Refuse to delete what holds data. */
  readonly protect: boolean;
}

/** EKS with all that belongs to it, in an AWS account of its operator. */
export class AwsPlatform extends pulumi.ComponentResource implements Platform {
  readonly repositories: Readonly<Record<ImageName, Repository>>;
  readonly cluster: k8s.Provider;
  readonly dnsAddress: string;
  readonly storageClass: pulumi.Output<string>;
  readonly edge: Edge;
  readonly outputs: Readonly<Record<string, pulumi.Input<unknown>>>;

  constructor(
    name: string,
    private readonly args: AwsPlatformArgs,
    account: Account,
    private readonly found: Surroundings,
  ) {
    super("blog:index:AwsPlatform", name, {}, { provider: account.provider });
    const child = { parent: this };
    const { region, network, logRetentionDays, protect } = args;
    const { partition, zones, zoneId } = found;
    const accountRoot = `arn:${partition}:iam::${account.caller.account}:root`;
    const clusterName = clusterNameOf();

    const { arn: keyArn } = new EncryptionKey(
      clusterName,
      {
        description: `Secrets, images and logs of ${clusterName}`,
        accountRoot,
        statements: [logsMayUse({ region, partition, account: account.caller.account })],
      },
      { ...child, protect },
    );
    const ground = new Network(
      clusterName,
      { ...network, zones, region, account: account.caller.account, keyArn, logRetentionDays },
      child,
    );
    const eks = new Cluster(
      clusterName,
      {
        version: args.kubernetesVersion,
        subnetIds: ground.subnetIds,
        apiAccess: args.apiAccess,
        serviceCidr: network.serviceCidr,
        keyArn,
        logRetentionDays,
        partition,
        protect,
      },
      // Nodes pull their images through the network until they are gone.
      { ...child, dependsOn: [ground] },
    );
    const admins = args.admins.map(
      (principal) =>
        new Access(
          `admin-${nameOf(principal)}`,
          { cluster: eks.name, principal, policy: "AmazonEKSClusterAdminPolicy", partition },
          child,
        ),
    );

    this.cluster = new k8s.Provider(
      `${name}-cluster`,
      {
        kubeconfig: kubeconfigOf({ ...args, cluster: eks }),
        // Without it, a new endpoint or certificate would replace the provider and everything that it made.
        clusterIdentifier: clusterName,
      },
      // Whoever deploys can reach the cluster as long as there is something in it. The cluster's add-on comes first:
      // it waits for a node, and by then the rights have spread, which takes EKS some seconds.
      { ...child, dependsOn: [eks, ...admins] },
    );
    const defaults = new ClusterDefaults(name, {}, { ...child, provider: this.cluster });
    this.storageClass = defaults.storageClass;
    // The tenth address of the Services' network, as everywhere in Kubernetes; on EKS each node answers there itself.
    this.dnsAddress = addressIn(network.serviceCidr, 10);

    const registry = new Registry(
      "registry",
      { prefix: clusterName, rollbackDepth: args.rollbackDepth, keyArn, protect, login: found.login },
      child,
    );
    this.repositories = registry.repositories;

    const backups = new Backups(
      `${clusterName}-backups`,
      {
        cluster: eks.name,
        keepDays: args.backupDays,
        namespace: "blog",
        serviceAccount: "backup",
        accountRoot,
        protect,
      },
      child,
    );

    const certificate =
      args.domain === undefined || zoneId === undefined
        ? undefined
        : new Certificate("certificate", { domain: args.domain, zoneId }, child);
    this.edge = networkLoadBalancer({
      publicCidrs: ground.publicCidrs,
      certificateArn: certificate?.arn,
    });

    const github =
      args.github &&
      new GithubRoles(
        "github",
        clusterName,
        {
          ...args.github,
          account: account.caller.account,
          region,
          partition,
          cluster: eks,
          registry,
        },
        { ...child, dependsOn: [defaults] },
      );

    this.outputs = {
      cluster: eks.name,
      kubeconfig: pulumi.interpolate`aws eks update-kubeconfig --region ${region} --name ${eks.name}`,
      backups: pulumi.interpolate`s3://${backups.bucket}`,
      ...(github && { previewRole: github.previewRoleArn, deployRole: github.deployRoleArn }),
    };
    this.registerOutputs(this.outputs);
  }

  publish({ address, url }: PublicAddress): pulumi.Output<string> {
    const { domain } = this.args;
    if (domain === undefined || this.found.zoneId === undefined) {
      void pulumi.log.warn(
        "Readers reach the blog over plain HTTP, where anyone on the way can read and change it: set blog:proxy.domain to a name in a Route 53 zone of the account.",
        this,
      );
      return url;
    }
    const child = { parent: this };
    const loadBalancerZone = aws.lb.getHostedZoneIdOutput({ loadBalancerType: "network" }, child).id;
    new aws.route53.Record(
      "domain",
      {
        zoneId: this.found.zoneId,
        name: domain,
        type: "A",
        aliases: [{ name: address, zoneId: loadBalancerZone, evaluateTargetHealth: true }],
      },
      child,
    );
    return pulumi.output(`https://${domain}`);
  }
}

/** What the cluster, and all that is named after it, is called: one for each stack. */
export const clusterNameOf = () => `${pulumi.getProject()}-${pulumi.getStack()}`;

/** "role-deployer" of "arn:aws:iam::111122223333:role/team/deployer". */
const nameOf = (arn: string) => principalOf(arn).replace("/", "-");
