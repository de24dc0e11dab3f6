import {
  DeleteLifecyclePolicyCommand,
  GetLifecyclePolicyCommand,
  PutLifecyclePolicyCommand,
} from "@aws-sdk/client-ecr";
import { unlessMissing } from "../account/apiError";
import { type Kind, REGION } from "../kind/kind";
import { jsonObject, sameJson } from "../rules/policy";
import { outputs, text } from "../schema/property";

const MISSING = ["LifecyclePolicyNotFoundException", "RepositoryNotFoundException"];

export const lifecyclePolicy: Kind = {
  type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  title: "ECR Lifecycle Policy",
  // A repository has one policy at most: deleting the old one would take away the new one.
  deleteBeforeReplace: true,
  schema: {
    policy: text({ required: true, replaces: true, document: true, rule: jsonObject, same: sameJson }),
    repository: text({ required: true, replaces: true }),
    ...REGION,
    ...outputs("registryId"),
  },

  async create({ aws }, { repository, policy }) {
    const input = { repositoryName: repository as string, lifecyclePolicyText: policy as string };
    const made = await aws.ecr.send(new PutLifecyclePolicyCommand(input));
    return made.repositoryName!;
  },

  async read({ aws }, id) {
    const answer = aws.ecr.send(new GetLifecyclePolicyCommand({ repositoryName: id }));
    const found = await unlessMissing(answer, ...MISSING);
    return found && { policy: found.lifecyclePolicyText, registryId: found.registryId, repository: id };
  },

  async delete({ aws }, id) {
    await unlessMissing(aws.ecr.send(new DeleteLifecyclePolicyCommand({ repositoryName: id })), ...MISSING);
  },
};
