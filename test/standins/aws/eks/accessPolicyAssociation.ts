import {
  AssociateAccessPolicyCommand,
  DisassociateAccessPolicyCommand,
  ListAssociatedAccessPoliciesCommand,
} from "@aws-sdk/client-eks";
import { isCode, unlessMissing } from "../account/apiError";
import { whileRefused } from "../account/wait";
import { type Kind, REGION } from "../kind/kind";
import { arn } from "../rules/arn";
import { oneOf } from "../rules/rule";
import { block, outputs, set, text } from "../schema/property";
import { clusterName } from "./clusterSchema";

const MISSING = "ResourceNotFoundException";

export const accessPolicyAssociation: Kind = {
  type: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  title: "EKS Access Policy Association",
  limits: { create: 1200, delete: 2400 },
  schema: {
    accessScope: block(
      {
        namespaces: set(text()),
        type: text({ required: true, rule: oneOf("cluster", "namespace") }),
      },
      { required: true, replaces: true },
    ),
    clusterName: text({ required: true, replaces: true, rule: clusterName }),
    policyArn: text({ required: true, replaces: true, rule: arn }),
    principalArn: text({ required: true, replaces: true, rule: arn }),
    ...REGION,
    ...outputs("associatedAt", "modifiedAt"),
  },

  async create({ aws, patience }, { clusterName, principalArn, policyArn, accessScope }) {
    const input = { clusterName, principalArn, policyArn, accessScope };
    const call = () => aws.eks.send(new AssociateAccessPolicyCommand(input));
    // The entry that the policy is given to may have just been made.
    const passing = (error: unknown) =>
      isCode(error, MISSING) && error.detail.includes("The specified principalArn could not be found");
    await whileRefused({ ...patience, seconds: Math.min(patience.seconds, 120) }, call, passing);
    return `${clusterName}#${principalArn}#${policyArn}`;
  },

  async read({ aws }, id) {
    const [clusterName, principalArn, policyArn] = id.split("#");
    const answer = aws.eks.send(new ListAssociatedAccessPoliciesCommand({ clusterName, principalArn }));
    const { associatedAccessPolicies = [] } = (await unlessMissing(answer, MISSING)) ?? {};
    const found = associatedAccessPolicies.find((policy) => policy.policyArn === policyArn);
    if (!found) return undefined;
    const { type, namespaces = [] } = found.accessScope ?? {};
    return {
      ...{ clusterName, principalArn, policyArn },
      accessScope: { type, namespaces },
      associatedAt: found.associatedAt?.toISOString(),
      modifiedAt: found.modifiedAt?.toISOString(),
    };
  },

  async delete({ aws }, id) {
    const [clusterName, principalArn, policyArn] = id.split("#");
    const input = { clusterName, principalArn, policyArn };
    await unlessMissing(aws.eks.send(new DisassociateAccessPolicyCommand(input)), MISSING);
  },
};
