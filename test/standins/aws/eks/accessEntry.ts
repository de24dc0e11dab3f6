import {
  CreateAccessEntryCommand,
  DeleteAccessEntryCommand,
  DescribeAccessEntryCommand,
  UpdateAccessEntryCommand,
} from "@aws-sdk/client-eks";
import { isCode, unlessMissing } from "../account/apiError";
import { whileRefused } from "../account/wait";
import { type Kind, REGION, TAGS } from "../kind/kind";
import { userTags } from "../kind/tagging";
import { arn } from "../rules/arn";
import { oneOf } from "../rules/rule";
import { outputs, set, text } from "../schema/property";
import { clusterName } from "./clusterSchema";
import { retagBy } from "./tags";

const MISSING = "ResourceNotFoundException";
const TYPES = [
  "EC2",
  "EC2_LINUX",
  "EC2_WINDOWS",
  "FARGATE_LINUX",
  "HYBRID_LINUX",
  "HYPERPOD_LINUX",
  "STANDARD",
];

export const accessEntry: Kind = {
  type: "aws:eks/accessEntry:AccessEntry",
  title: "EKS Access Entry",
  limits: { create: 1200, delete: 2400 },
  schema: {
    clusterName: text({ required: true, replaces: true, rule: clusterName }),
    kubernetesGroups: set(text(), { computed: true }),
    principalArn: text({ required: true, replaces: true, rule: arn }),
    type: text({ fallback: "STANDARD", replaces: true, rule: oneOf(...TYPES) }),
    userName: text({ computed: true }),
    ...REGION,
    ...TAGS,
    ...outputs("accessEntryArn", "createdAt", "modifiedAt"),
  },

  async create({ aws, patience }, news) {
    const call = () =>
      aws.eks.send(
        new CreateAccessEntryCommand({
          clusterName: news.clusterName,
          kubernetesGroups: news.kubernetesGroups,
          principalArn: news.principalArn,
          tags: news.tagsAll,
          type: news.type,
          username: news.userName,
        }),
      );
    // A role that has just been made is not known everywhere.
    const passing = (error: unknown) =>
      isCode(error, "InvalidParameterException") &&
      error.detail.includes("The specified principalArn is invalid");
    await whileRefused({ ...patience, seconds: Math.min(patience.seconds, 120) }, call, passing);
    return `${news.clusterName}:${news.principalArn}`;
  },

  async read({ aws }, id) {
    const answer = aws.eks.send(new DescribeAccessEntryCommand(keyOf(id)));
    const entry = (await unlessMissing(answer, MISSING))?.accessEntry;
    if (!entry) return undefined;
    return {
      accessEntryArn: entry.accessEntryArn,
      clusterName: entry.clusterName,
      createdAt: entry.createdAt?.toISOString(),
      kubernetesGroups: entry.kubernetesGroups ?? [],
      modifiedAt: entry.modifiedAt?.toISOString(),
      principalArn: entry.principalArn,
      type: entry.type,
      userName: entry.username,
      tagsAll: userTags(entry.tags),
    };
  },

  async update({ aws }, { id, news, changed }) {
    if (!changed("kubernetesGroups", "userName")) return;
    const { kubernetesGroups, userName: username } = news;
    await aws.eks.send(new UpdateAccessEntryCommand({ ...keyOf(id), kubernetesGroups, username }));
  },

  retag: retagBy("accessEntryArn"),

  async delete({ aws }, id) {
    await unlessMissing(aws.eks.send(new DeleteAccessEntryCommand(keyOf(id))), MISSING);
  },
};

/** An ARN has colons itself. */
function keyOf(id: string): { clusterName: string; principalArn: string } {
  const end = id.indexOf(":");
  return { clusterName: id.slice(0, end), principalArn: id.slice(end + 1) };
}
