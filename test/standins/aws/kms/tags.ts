import { ListResourceTagsCommand, TagResourceCommand, UntagResourceCommand } from "@aws-sdk/client-kms";
import type { Aws } from "../account/account";
import type { Kind } from "../kind/kind";
import { userTags } from "../kind/tagging";

/** Tags as this service takes them. */
export const tagList = (tags: Record<string, string> = {}) =>
  Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));

export async function tagsOf({ kms }: Aws, KeyId: string): Promise<Record<string, string>> {
  const { Tags = [] } = await kms.send(new ListResourceTagsCommand({ KeyId }));
  return userTags(Object.fromEntries(Tags.map(({ TagKey, TagValue }) => [TagKey!, TagValue!])));
}

export const retag: Kind["retag"] = async ({ aws }, { id: KeyId, set, removed }) => {
  if (removed.length > 0) await aws.kms.send(new UntagResourceCommand({ KeyId, TagKeys: removed }));
  if (Object.keys(set).length > 0) await aws.kms.send(new TagResourceCommand({ KeyId, Tags: tagList(set) }));
};
