import {
  AssociateEncryptionConfigCommand,
  DescribeUpdateCommand,
  type LogType,
  type Update as Progress,
  UpdateClusterConfigCommand,
  type UpdateClusterConfigCommandInput,
  UpdateClusterVersionCommand,
} from "@aws-sdk/client-eks";
import { waitForState } from "../account/wait";
import type { Args, Update, Work } from "../kind/kind";
import { compareProperties } from "../schema/compare";
import { autoMode, logging } from "./clusterRequest";
import { CLUSTER_SCHEMA } from "./clusterSchema";

type Config = Omit<UpdateClusterConfigCommandInput, "name">;

/** AWS takes one kind of change at a time, the version first. */
export async function updateCluster(work: Work, update: Update): Promise<void> {
  const { id: name, news, changed } = update;
  if (changed("version")) {
    const input = {
      name,
      version: news.version as string,
      force: news.forceUpdateVersion as boolean | undefined,
    };
    await done(work, name, work.aws.eks.send(new UpdateClusterVersionCommand(input)));
  }
  if (changed("encryptionConfig")) {
    const input = { clusterName: name, encryptionConfig: [news.encryptionConfig as object] };
    await done(work, name, work.aws.eks.send(new AssociateEncryptionConfigCommand(input)));
  }
  for (const config of configs(update))
    await done(work, name, work.aws.eks.send(new UpdateClusterConfigCommand({ name, ...config })));
}

function configs({ olds, news, changed }: Update): Config[] {
  const found: Config[] = [];
  if (changed("accessConfig"))
    found.push({ accessConfig: { authenticationMode: news.accessConfig.authenticationMode } });
  if (changed("computeConfig", "kubernetesNetworkConfig", "storageConfig")) found.push(autoModeUpdate(news));
  if (changed("enabledClusterLogTypes"))
    found.push({ logging: logging((news.enabledClusterLogTypes ?? []) as LogType[]) });
  if (changed("upgradePolicy")) found.push({ upgradePolicy: news.upgradePolicy as object });
  if (changed("zonalShiftConfig"))
    found.push({ zonalShiftConfig: news.zonalShiftConfig ?? { enabled: false } });
  if (changed("deletionProtection")) found.push({ deletionProtection: news.deletionProtection as boolean });
  if (changed("controlPlaneScalingConfig"))
    found.push({ controlPlaneScalingConfig: news.controlPlaneScalingConfig as object });
  if (changed("vpcConfig")) found.push(...vpcUpdates(olds, news));
  return found;
}

/** The networks of services cannot be changed, so they are not sent again. */
function autoModeUpdate(news: Args): Config {
  const { computeConfig, kubernetesNetworkConfig, storageConfig } = autoMode(news);
  const elasticLoadBalancing = kubernetesNetworkConfig?.elasticLoadBalancing;
  return { computeConfig, kubernetesNetworkConfig: { elasticLoadBalancing }, storageConfig };
}

function vpcUpdates(olds: Args, news: Args): Config[] {
  const vpc = news.vpcConfig as Args;
  const paths = new Set(
    compareProperties(CLUSTER_SCHEMA, olds, news).map(({ path }) => path.split("[", 1)[0]),
  );
  const differs = (...names: string[]) => names.some((name) => paths.has(`vpcConfig.${name}`));
  const { endpointPrivateAccess, endpointPublicAccess, publicAccessCidrs, subnetIds, securityGroupIds } = vpc;
  const endpoint = { endpointPrivateAccess, endpointPublicAccess, publicAccessCidrs } as object;
  return [
    ...(differs("endpointPrivateAccess", "endpointPublicAccess", "publicAccessCidrs") ? [endpoint] : []),
    ...(differs("subnetIds") ? [{ subnetIds } as object] : []),
    ...(differs("securityGroupIds") ? [{ securityGroupIds } as object] : []),
  ].map((resourcesVpcConfig) => ({ resourcesVpcConfig }));
}

/** Waits until the change has been carried out. */
async function done(work: Work, name: string, started: Promise<{ update?: Progress }>): Promise<void> {
  const updateId = (await started).update!.id!;
  let progress: Progress | undefined;
  const state = async () => {
    progress = (await work.aws.eks.send(new DescribeUpdateCommand({ name, updateId }))).update;
    return progress?.status;
  };
  const reason = () =>
    Promise.resolve((progress?.errors ?? []).map((e) => `${e.errorCode}: ${e.errorMessage}`).join("; "));
  await waitForState({ state, pending: ["InProgress"], target: "Successful", reason }, work.patience);
}
