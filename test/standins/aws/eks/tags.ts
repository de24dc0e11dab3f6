import { TagResourceCommand, UntagResourceCommand } from "@aws-sdk/client-eks";
import type { Kind } from "../kind/kind";

/** Everything of EKS is tagged by its ARN, which is in the given property. */
export const retagBy =
  (property: string): Kind["retag"] =>
  async ({ aws }, { state, set, removed }) => {
    const resourceArn = state[property] as string;
    if (removed.length > 0) await aws.eks.send(new UntagResourceCommand({ resourceArn, tagKeys: removed }));
    if (Object.keys(set).length > 0) await aws.eks.send(new TagResourceCommand({ resourceArn, tags: set }));
  };
