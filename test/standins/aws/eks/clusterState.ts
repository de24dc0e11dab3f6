import type { Cluster } from "@aws-sdk/client-eks";
import type { Args } from "../kind/kind";
import { userTags } from "../kind/tagging";

/** A cluster as the resource shows it. */
export function clusterState(cluster: Cluster, prior: Args): Args {
  return {
    accessConfig: {
      authenticationMode: cluster.accessConfig?.authenticationMode,
      // AWS does not say it later.
      bootstrapClusterCreatorAdminPermissions:
        prior.accessConfig?.bootstrapClusterCreatorAdminPermissions ?? true,
    },
    arn: cluster.arn,
    bootstrapSelfManagedAddons: prior.bootstrapSelfManagedAddons ?? true,
    certificateAuthority: { data: cluster.certificateAuthority?.data ?? "" },
    clusterId: cluster.outpostConfig ? cluster.id : undefined,
    computeConfig: cluster.computeConfig && {
      enabled: cluster.computeConfig.enabled ?? false,
      nodePools: cluster.computeConfig.nodePools ?? [],
      nodeRoleArn: cluster.computeConfig.nodeRoleArn ?? "",
    },
    controlPlaneScalingConfig: cluster.controlPlaneScalingConfig && {
      tier: cluster.controlPlaneScalingConfig.tier,
    },
    createdAt: cluster.createdAt?.toISOString(),
    deletionProtection: cluster.deletionProtection ?? false,
    enabledClusterLogTypes: enabledLogs(cluster),
    encryptionConfig: encryptionOf(cluster),
    endpoint: cluster.endpoint,
    forceUpdateVersion: prior.forceUpdateVersion,
    identities: cluster.identity ? [{ oidcs: [{ issuer: cluster.identity.oidc?.issuer }] }] : [],
    kubernetesNetworkConfig: networkOf(cluster),
    name: cluster.name,
    platformVersion: cluster.platformVersion,
    roleArn: cluster.roleArn,
    status: cluster.status,
    storageConfig: cluster.storageConfig && {
      blockStorage: { enabled: cluster.storageConfig.blockStorage?.enabled ?? false },
    },
    upgradePolicy: cluster.upgradePolicy && { supportType: cluster.upgradePolicy.supportType },
    version: cluster.version,
    vpcConfig: vpcOf(cluster),
    zonalShiftConfig: cluster.zonalShiftConfig && { enabled: cluster.zonalShiftConfig.enabled ?? false },
    tagsAll: userTags(cluster.tags),
  };
}

export function enabledLogs({ logging }: Cluster): string[] {
  const enabled = (logging?.clusterLogging ?? []).filter((setup) => setup.enabled);
  return enabled.flatMap(({ types = [] }) => types);
}

function encryptionOf({ encryptionConfig = [] }: Cluster) {
  return encryptionConfig.map(({ provider, resources = [] }) => ({
    provider: { keyArn: provider?.keyArn },
    resources,
  }))[0];
}

function networkOf({ kubernetesNetworkConfig: network }: Cluster) {
  return (
    network && {
      elasticLoadBalancing: { enabled: network.elasticLoadBalancing?.enabled ?? false },
      ipFamily: network.ipFamily,
      serviceIpv4Cidr: network.serviceIpv4Cidr,
      serviceIpv6Cidr: network.serviceIpv6Cidr,
    }
  );
}

function vpcOf({ resourcesVpcConfig: vpc }: Cluster) {
  return (
    vpc && {
      clusterSecurityGroupId: vpc.clusterSecurityGroupId,
      endpointPrivateAccess: vpc.endpointPrivateAccess ?? false,
      endpointPublicAccess: vpc.endpointPublicAccess ?? false,
      publicAccessCidrs: vpc.publicAccessCidrs ?? [],
      securityGroupIds: vpc.securityGroupIds ?? [],
      subnetIds: vpc.subnetIds ?? [],
      vpcId: vpc.vpcId,
    }
  );
}
