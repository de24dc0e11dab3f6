import { CreateTagsCommand, DeleteTagsCommand, type ResourceType } from "@aws-sdk/client-ec2";
import type { Args, Kind } from "../kind/kind";
import { tagList } from "../kind/tagging";

/** The tags that something gets when it is made. */
export function tagSpecifications(type: ResourceType, { tagsAll = {} }: Args) {
  const Tags = tagList(tagsAll as Record<string, string>);
  return Tags.length === 0 ? undefined : [{ ResourceType: type, Tags }];
}

/** Everything of EC2 is tagged by its id. */
export const retag: Kind["retag"] = async ({ aws }, { id, set, removed }) => {
  if (removed.length > 0)
    await aws.ec2.send(new DeleteTagsCommand({ Resources: [id], Tags: removed.map((Key) => ({ Key })) }));
  if (Object.keys(set).length > 0)
    await aws.ec2.send(new CreateTagsCommand({ Resources: [id], Tags: tagList(set) }));
};
