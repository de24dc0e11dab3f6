import { findCluster } from "../eks/cluster";
import { clusterName } from "../eks/clusterSchema";
import { clusterState } from "../eks/clusterState";
import { type Args, REGION } from "../kind/kind";
import { text, unsupported } from "../schema/property";
import type { AwsFunction } from "./function";

export const getCluster: AwsFunction = {
  token: "aws:eks/getCluster:getCluster",
  schema: { name: text({ required: true, rule: clusterName }), ...REGION, ...unsupported("tags") },

  async run(aws, { name }) {
    const found = await findCluster(aws, name as string);
    if (!found) throw new Error(`reading EKS Cluster (${name}): couldn't find resource`);
    const state = clusterState(found, {});
    const network = state.kubernetesNetworkConfig as Args | undefined;
    return {
      accessConfigs: listOf(state.accessConfig),
      arn: state.arn,
      certificateAuthorities: listOf(state.certificateAuthority),
      clusterId: state.clusterId,
      computeConfigs: listOf(state.computeConfig),
      controlPlaneScalingConfigs: listOf(state.controlPlaneScalingConfig),
      createdAt: state.createdAt,
      deletionProtection: state.deletionProtection,
      enabledClusterLogTypes: state.enabledClusterLogTypes,
      endpoint: state.endpoint,
      id: name,
      identities: state.identities,
      kubernetesNetworkConfigs: listOf(network && elasticList(network)),
      name,
      outpostConfigs: [],
      platformVersion: state.platformVersion,
      remoteNetworkConfigs: [],
      roleArn: state.roleArn,
      status: state.status,
      storageConfigs: listOf(
        state.storageConfig && { blockStorages: listOf(state.storageConfig.blockStorage) },
      ),
      tags: state.tagsAll,
      upgradePolicies: listOf(state.upgradePolicy),
      version: state.version,
      vpcConfig: state.vpcConfig,
      zonalShiftConfigs: listOf(state.zonalShiftConfig),
    };
  },
};

const listOf = (value: unknown): unknown[] => (value === undefined ? [] : [value]);

function elasticList({ elasticLoadBalancing, ...network }: Args): Args {
  return { ...network, elasticLoadBalancings: listOf(elasticLoadBalancing) };
}
