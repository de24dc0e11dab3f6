import {
  AttachRolePolicyCommand,
  DetachRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
} from "@aws-sdk/client-iam";
import { unlessMissing } from "../account/apiError";
import type { Kind } from "../kind/kind";
import { arn } from "../rules/arn";
import { text } from "../schema/property";

const MISSING = "NoSuchEntityException";

export const rolePolicyAttachment: Kind = {
  type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  title: "IAM Role Policy Attachment",
  // The new one may join the same two: deleting the old one would take it away.
  deleteBeforeReplace: true,
  schema: {
    policyArn: text({ required: true, replaces: true, rule: arn }),
    role: text({ required: true, replaces: true }),
  },

  async create({ aws }, { role, policyArn }) {
    await aws.iam.send(new AttachRolePolicyCommand({ RoleName: role, PolicyArn: policyArn }));
    return `${role}/${policyArn}`;
  },

  async read({ aws }, id, prior) {
    const role = (prior.role as string | undefined) ?? id.slice(0, id.indexOf("/"));
    const policyArn = (prior.policyArn as string | undefined) ?? id.slice(id.indexOf("/") + 1);
    const answer = aws.iam.send(new ListAttachedRolePoliciesCommand({ RoleName: role }));
    const { AttachedPolicies = [] } = (await unlessMissing(answer, MISSING)) ?? {};
    const found = AttachedPolicies.some(({ PolicyArn }) => PolicyArn === policyArn);
    return found ? { role, policyArn } : undefined;
  },

  async delete({ aws }, _id, { role, policyArn }) {
    const gone = aws.iam.send(new DetachRolePolicyCommand({ RoleName: role, PolicyArn: policyArn }));
    await unlessMissing(gone, MISSING);
  },
};
