import type { CreateClusterCommandInput } from "@aws-sdk/client-eks";
import { type Clients, REGION } from "./clients";
import { trust } from "./policyTexts";

/** What a cluster in Auto Mode needs, and a request for one that is right. */
export interface ClusterFixture {
  readonly subnetIds: string[];
  readonly nodeRoleArn: string;
  readonly podRoleArn: string;
  readonly request: CreateClusterCommandInput;
}

export async function prepareCluster(aws: Clients): Promise<ClusterFixture> {
  const roleArn = await role(aws, "cluster", "eks.amazonaws.com");
  const nodeRoleArn = await role(aws, "node", "ec2.amazonaws.com");
  const podRoleArn = await role(aws, "pod", "pods.eks.amazonaws.com");
  const subnetIds = await subnets(aws);
  const key = await aws.kms.createKey({});
  return {
    subnetIds,
    nodeRoleArn,
    podRoleArn,
    request: requestFor(roleArn, nodeRoleArn, subnetIds, key.KeyMetadata!.Arn!),
  };
}

/** Deletes the clusters that a test made, protected or not. */
export async function removeClusters({ eks }: Clients): Promise<void> {
  const { clusters = [] } = await eks.listClusters({});
  for (const name of clusters) {
    await eks.updateClusterConfig({ name, deletionProtection: false });
    await eks.deleteCluster({ name });
  }
}

async function role(aws: Clients, name: string, service: string): Promise<string> {
  const created = await aws.iam.createRole({ RoleName: name, AssumeRolePolicyDocument: trust(service) });
  return created.Role!.Arn!;
}

async function subnets(aws: Clients): Promise<string[]> {
  const { Vpc } = await aws.ec2.createVpc({ CidrBlock: "10.0.0.0/16" });
  const ids: string[] = [];
  for (const [index, zone] of ["a", "b"].entries()) {
    const { Subnet } = await aws.ec2.createSubnet({
      VpcId: Vpc!.VpcId,
      CidrBlock: `10.0.${index}.0/24`,
      AvailabilityZone: `${REGION}${zone}`,
    });
    ids.push(Subnet!.SubnetId!);
  }
  return ids;
}

function requestFor(
  roleArn: string,
  nodeRoleArn: string,
  subnetIds: string[],
  keyArn: string,
): CreateClusterCommandInput {
  return {
    name: "blog",
    version: "1.35",
    roleArn,
    bootstrapSelfManagedAddons: false,
    resourcesVpcConfig: {
      subnetIds,
      endpointPrivateAccess: true,
      endpointPublicAccess: true,
      publicAccessCidrs: ["203.0.113.0/24"],
    },
    kubernetesNetworkConfig: { serviceIpv4Cidr: "172.20.0.0/16", elasticLoadBalancing: { enabled: true } },
    storageConfig: { blockStorage: { enabled: true } },
    computeConfig: { enabled: true, nodePools: ["general-purpose", "system"], nodeRoleArn },
    accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    logging: { clusterLogging: [{ types: ["api", "audit"], enabled: true }] },
    encryptionConfig: [{ resources: ["secrets"], provider: { keyArn } }],
    upgradePolicy: { supportType: "STANDARD" },
    deletionProtection: true,
    tags: { owner: "tests" },
  };
}
