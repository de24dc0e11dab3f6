import {
  CreatePodIdentityAssociationCommand,
  DeletePodIdentityAssociationCommand,
  DescribePodIdentityAssociationCommand,
  UpdatePodIdentityAssociationCommand,
} from "@aws-sdk/client-eks";
import { isCode, unlessMissing } from "../account/apiError";
import { whileRefused } from "../account/wait";
import { type Kind, REGION, TAGS } from "../kind/kind";
import { userTags } from "../kind/tagging";
import { arn } from "../rules/arn";
import { flag, outputs, text, unsupported } from "../schema/property";
import { clusterName } from "./clusterSchema";
import { retagBy } from "./tags";

const MISSING = "ResourceNotFoundException";

export const podIdentityAssociation: Kind = {
  type: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
  title: "EKS Pod Identity Association",
  schema: {
    clusterName: text({ required: true, replaces: true, rule: clusterName }),
    disableSessionTags: flag({ computed: true }),
    namespace: text({ required: true, replaces: true }),
    roleArn: text({ required: true, rule: arn }),
    serviceAccount: text({ required: true, replaces: true }),
    targetRoleArn: text({ rule: arn }),
    ...REGION,
    ...TAGS,
    ...outputs("associationArn", "associationId", "externalId"),
    ...unsupported("policy"),
  },

  async create({ aws, patience }, news) {
    const { clusterName, disableSessionTags, namespace, roleArn, serviceAccount, targetRoleArn } = news;
    const input = { clusterName, disableSessionTags, namespace, roleArn, serviceAccount, targetRoleArn };
    const call = () =>
      aws.eks.send(new CreatePodIdentityAssociationCommand({ ...input, tags: news.tagsAll }));
    // A role that has just been made is not known everywhere.
    const passing = (error: unknown) =>
      isCode(error, "InvalidParameterException") &&
      error.detail.includes("Role provided in the request does not exist");
    const made = await whileRefused({ ...patience, seconds: Math.min(patience.seconds, 120) }, call, passing);
    return made.association!.associationId!;
  },

  async read({ aws }, associationId, { clusterName }) {
    const input = { clusterName: clusterName as string, associationId };
    const answer = aws.eks.send(new DescribePodIdentityAssociationCommand(input));
    const found = (await unlessMissing(answer, MISSING))?.association;
    if (!found) return undefined;
    return {
      associationArn: found.associationArn,
      associationId: found.associationId,
      clusterName: found.clusterName,
      disableSessionTags: found.disableSessionTags ?? false,
      externalId: found.externalId ?? "",
      namespace: found.namespace,
      roleArn: found.roleArn,
      serviceAccount: found.serviceAccount,
      targetRoleArn: found.targetRoleArn,
      tagsAll: userTags(found.tags),
    };
  },

  async update({ aws }, { id: associationId, news, changed }) {
    if (!changed("roleArn", "disableSessionTags", "targetRoleArn")) return;
    const { clusterName, roleArn, disableSessionTags, targetRoleArn } = news;
    const input = { associationId, clusterName, roleArn, disableSessionTags, targetRoleArn };
    await aws.eks.send(new UpdatePodIdentityAssociationCommand(input));
  },

  retag: retagBy("associationArn"),

  async delete({ aws }, associationId, { clusterName }) {
    const input = { clusterName: clusterName as string, associationId };
    await unlessMissing(aws.eks.send(new DeletePodIdentityAssociationCommand(input)), MISSING);
  },
};
