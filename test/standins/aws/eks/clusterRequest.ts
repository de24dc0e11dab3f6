import type { CreateClusterCommandInput, LogType } from "@aws-sdk/client-eks";
import type { Args } from "../kind/kind";

type Part<Name extends keyof CreateClusterCommandInput> = CreateClusterCommandInput[Name];

/** The arguments as the call that makes a cluster takes them. */
export function createRequest(news: Args): CreateClusterCommandInput {
  return {
    name: news.name as string,
    roleArn: news.roleArn as string,
    version: news.version as string | undefined,
    bootstrapSelfManagedAddons: news.bootstrapSelfManagedAddons as boolean,
    deletionProtection: news.deletionProtection as boolean | undefined,
    accessConfig: news.accessConfig as Part<"accessConfig">,
    controlPlaneScalingConfig: news.controlPlaneScalingConfig as Part<"controlPlaneScalingConfig">,
    encryptionConfig: news.encryptionConfig ? [news.encryptionConfig as object] : undefined,
    logging: news.enabledClusterLogTypes && logging(news.enabledClusterLogTypes as LogType[]),
    resourcesVpcConfig: vpcRequest(news.vpcConfig as Args),
    tags: news.tagsAll as Part<"tags">,
    upgradePolicy: news.upgradePolicy as Part<"upgradePolicy">,
    zonalShiftConfig: news.zonalShiftConfig as Part<"zonalShiftConfig">,
    ...autoMode(news),
  };
}

/** What decides about EKS Auto Mode; AWS takes it together or not at all. */
export function autoMode({ computeConfig, kubernetesNetworkConfig, storageConfig }: Args) {
  return {
    computeConfig: computeConfig && withoutEmpty(computeConfig as Args),
    kubernetesNetworkConfig: kubernetesNetworkConfig as Part<"kubernetesNetworkConfig">,
    storageConfig: storageConfig as Part<"storageConfig">,
  };
}

function vpcRequest(vpc: Args): Part<"resourcesVpcConfig"> {
  return {
    endpointPrivateAccess: vpc.endpointPrivateAccess as boolean,
    endpointPublicAccess: vpc.endpointPublicAccess as boolean,
    publicAccessCidrs: vpc.publicAccessCidrs as string[] | undefined,
    securityGroupIds: vpc.securityGroupIds as string[] | undefined,
    subnetIds: vpc.subnetIds as string[],
  };
}

const LOG_TYPES: LogType[] = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/** Switches these types of logs on, and all others off. */
export function logging(types: LogType[]): Part<"logging"> {
  const clusterLogging = [
    { enabled: true, types },
    { enabled: false, types: LOG_TYPES.filter((type) => !types.includes(type)) },
  ];
  return { clusterLogging: clusterLogging.filter((setup) => setup.types.length > 0) };
}

function withoutEmpty(args: Args): Args {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== ""));
}
