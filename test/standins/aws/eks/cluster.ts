import {
  type Cluster,
  CreateClusterCommand,
  DeleteClusterCommand,
  DescribeClusterCommand,
} from "@aws-sdk/client-eks";
import { Unknown } from "../../protocol/value";
import type { Aws } from "../account/account";
import { isCode, unlessMissing } from "../account/apiError";
import { waitForState, whileRefused } from "../account/wait";
import type { Args, Kind, Work } from "../kind/kind";
import { createRequest } from "./clusterRequest";
import { CLUSTER_SCHEMA } from "./clusterSchema";
import { clusterState } from "./clusterState";
import { updateCluster } from "./clusterUpdate";
import { retagBy } from "./tags";

const MISSING = "ResourceNotFoundException";
/** How AWS says that the cluster's role is not known everywhere, or not complete yet. */
const UNREADY_ROLE =
  /does not exist|Error in role params|could not be assumed|doesn't have the Amazon EKS Managed Policies|policy must include/;
const ROLE_SECONDS = 120;

export const cluster: Kind = {
  type: "aws:eks/cluster:Cluster",
  title: "EKS Cluster",
  naming: { property: "name", atMost: 255 },
  limits: { create: 1800, update: 3600, delete: 900 },
  schema: CLUSTER_SCHEMA,
  rules: (inputs) => (agreesOnAutoMode(inputs) ? undefined : AUTO_MODE_MISMATCH),

  replaces: (olds, news) => [
    ...(isDowngrade(olds.version as string, news.version as string) ? ["version"] : []),
    ...(olds.encryptionConfig && !news.encryptionConfig ? ["encryptionConfig"] : []),
    // A role may be added to the nodes, but not taken from them.
    ...(olds.computeConfig?.nodeRoleArn && olds.computeConfig.nodeRoleArn !== news.computeConfig?.nodeRoleArn
      ? ["computeConfig"]
      : []),
  ],

  async create({ aws, patience }, news) {
    const call = () => aws.eks.send(new CreateClusterCommand(createRequest(news)));
    const passing = (error: unknown) =>
      isCode(error, "InvalidParameterException") && UNREADY_ROLE.test(error.detail);
    const seconds = Math.min(patience.seconds, ROLE_SECONDS);
    const { cluster } = await whileRefused({ ...patience, seconds }, call, passing);
    return cluster!.name!;
  },

  async finish(work, id) {
    await waitForCluster(work, id, ["CREATING", "PENDING"], "ACTIVE");
  },

  async read({ aws }, id, prior) {
    const found = await findCluster(aws, id);
    return found && clusterState(found, prior);
  },

  update: updateCluster,
  retag: retagBy("arn"),

  async delete(work, id) {
    const { aws, patience } = work;
    const call = () => aws.eks.send(new DeleteClusterCommand({ name: id }));
    const busy = (error: unknown) =>
      isCode(error, "ResourceInUseException") && error.detail.includes("in progress");
    if (await unlessMissing(whileRefused(patience, call, busy), MISSING))
      await waitForCluster(work, id, ["ACTIVE", "DELETING"], undefined);
  },
};

const AUTO_MODE_MISMATCH =
  "computeConfig.enabled, kubernetesNetworkConfig.elasticLoadBalancing.enabled and " +
  "storageConfig.blockStorage.enabled must all be true or all be false";

/** Unknown values may agree. */
function agreesOnAutoMode({ computeConfig, kubernetesNetworkConfig, storageConfig }: Args): boolean {
  const flags = [
    flagAt(computeConfig, "enabled"),
    flagAt(kubernetesNetworkConfig, "elasticLoadBalancing", "enabled"),
    flagAt(storageConfig, "blockStorage", "enabled"),
  ];
  return new Set(flags.filter((enabled) => !(enabled instanceof Unknown))).size <= 1;
}

function flagAt(value: any, ...path: string[]): unknown {
  return path.reduce((inner, key) => (inner instanceof Unknown ? inner : inner?.[key]), value) ?? false;
}

function isDowngrade(old: string | undefined, now: string | undefined): boolean {
  if (typeof old !== "string" || typeof now !== "string") return false;
  const [before, after] = [old, now].map((version) => version.split(".").map(Number));
  return after[0] < before[0] || (after[0] === before[0] && after[1] < before[1]);
}

export async function findCluster(aws: Aws, name: string): Promise<Cluster | undefined> {
  return (await unlessMissing(aws.eks.send(new DescribeClusterCommand({ name })), MISSING))?.cluster;
}

async function waitForCluster(
  { aws, patience }: Work,
  name: string,
  pending: string[],
  target: string | undefined,
): Promise<void> {
  const state = async () => (await findCluster(aws, name))?.status;
  const reason = async () =>
    (await findCluster(aws, name))?.health?.issues?.map((issue) => issue.message).join("; ");
  await waitForState({ state, pending, target, reason }, patience);
}
