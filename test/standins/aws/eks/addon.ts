import {
  type Addon,
  CreateAddonCommand,
  DeleteAddonCommand,
  DescribeAddonCommand,
  DescribeUpdateCommand,
  UpdateAddonCommand,
} from "@aws-sdk/client-eks";
import type { Aws } from "../account/account";
import { unlessMissing } from "../account/apiError";
import { waitForState } from "../account/wait";
import { type Kind, REGION, TAGS, type Work } from "../kind/kind";
import { userTags } from "../kind/tagging";
import { arn } from "../rules/arn";
import { jsonObject, sameJson } from "../rules/policy";
import { oneOf } from "../rules/rule";
import { block, flag, outputs, text, unsupported } from "../schema/property";
import { clusterName } from "./clusterSchema";
import { retagBy } from "./tags";

const MISSING = "ResourceNotFoundException";

export const addon: Kind = {
  type: "aws:eks/addon:Addon",
  title: "EKS Add-On",
  limits: { create: 1200, update: 1200, delete: 2400 },
  schema: {
    addonName: text({ required: true, replaces: true }),
    addonVersion: text({ computed: true }),
    clusterName: text({ required: true, replaces: true, rule: clusterName }),
    configurationValues: text({ computed: true, rule: jsonObject, same: sameJson }),
    namespaceConfig: block({ namespace: text({ computed: true, replaces: true }) }, { computed: true }),
    preserve: flag(),
    resolveConflictsOnCreate: text({ rule: oneOf("NONE", "OVERWRITE") }),
    resolveConflictsOnUpdate: text({ rule: oneOf("NONE", "OVERWRITE", "PRESERVE") }),
    serviceAccountRoleArn: text({ rule: arn }),
    ...REGION,
    ...TAGS,
    ...outputs("arn", "createdAt", "modifiedAt"),
    ...unsupported("podIdentityAssociations"),
  },

  async create({ aws }, news) {
    await aws.eks.send(
      new CreateAddonCommand({
        addonName: news.addonName,
        addonVersion: news.addonVersion,
        clusterName: news.clusterName,
        configurationValues: news.configurationValues,
        namespaceConfig: news.namespaceConfig,
        resolveConflicts: news.resolveConflictsOnCreate,
        serviceAccountRoleArn: news.serviceAccountRoleArn,
        tags: news.tagsAll,
      }),
    );
    return `${news.clusterName}:${news.addonName}`;
  },

  async finish(work, id) {
    await waitForAddon(work, id, ["CREATING", "DEGRADED"], "ACTIVE");
  },

  async read({ aws }, id, prior) {
    const found = await find(aws, id);
    if (!found) return undefined;
    return {
      addonName: found.addonName,
      addonVersion: found.addonVersion,
      arn: found.addonArn,
      clusterName: found.clusterName,
      configurationValues: found.configurationValues ?? "",
      createdAt: found.createdAt?.toISOString(),
      modifiedAt: found.modifiedAt?.toISOString(),
      namespaceConfig: found.namespaceConfig,
      preserve: prior.preserve,
      resolveConflictsOnCreate: prior.resolveConflictsOnCreate,
      resolveConflictsOnUpdate: prior.resolveConflictsOnUpdate,
      serviceAccountRoleArn: found.serviceAccountRoleArn ?? "",
      tagsAll: userTags(found.tags),
    };
  },

  async update(work, { id, news, changed }) {
    if (!changed("addonVersion", "configurationValues", "serviceAccountRoleArn")) return;
    const input = {
      ...keyOf(id),
      addonVersion: news.addonVersion,
      configurationValues: news.configurationValues,
      resolveConflicts: news.resolveConflictsOnUpdate,
      serviceAccountRoleArn: news.serviceAccountRoleArn,
    };
    const { update } = await work.aws.eks.send(new UpdateAddonCommand(input));
    await waitForUpdate(work, id, update!.id!);
  },

  retag: retagBy("arn"),

  async delete(work, id, { preserve }) {
    const deletion = work.aws.eks.send(new DeleteAddonCommand({ ...keyOf(id), preserve }));
    if (await unlessMissing(deletion, MISSING))
      await waitForAddon(work, id, ["ACTIVE", "DELETING"], undefined);
  },
};

function keyOf(id: string): { clusterName: string; addonName: string } {
  const [clusterName, addonName] = id.split(":");
  return { clusterName, addonName };
}

async function find(aws: Aws, id: string): Promise<Addon | undefined> {
  return (await unlessMissing(aws.eks.send(new DescribeAddonCommand(keyOf(id))), MISSING))?.addon;
}

async function waitForAddon(
  { aws, patience }: Work,
  id: string,
  pending: string[],
  target?: string,
): Promise<void> {
  const state = async () => (await find(aws, id))?.status;
  const reason = async () => (await find(aws, id))?.health?.issues?.map((issue) => issue.message).join("; ");
  await waitForState({ state, pending, target, reason }, patience);
}

async function waitForUpdate({ aws, patience }: Work, id: string, updateId: string): Promise<void> {
  const { clusterName: name, addonName } = keyOf(id);
  const look = () => aws.eks.send(new DescribeUpdateCommand({ name, addonName, updateId }));
  const state = async () => (await look()).update?.status;
  const reason = async () => (await look()).update?.errors?.map((error) => error.errorMessage).join("; ");
  await waitForState({ state, pending: ["InProgress"], target: "Successful", reason }, patience);
}
