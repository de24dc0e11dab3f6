import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  GetOpenIDConnectProviderCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  TagOpenIDConnectProviderCommand,
  UntagOpenIDConnectProviderCommand,
  UpdateOpenIDConnectProviderThumbprintCommand,
} from "@aws-sdk/client-iam";
import { unlessMissing } from "../account/apiError";
import { type Kind, TAGS } from "../kind/kind";
import { tagList, tagMap } from "../kind/tagging";
import { length, pattern } from "../rules/rule";
import { outputs, set, text } from "../schema/property";

export const openIdConnectProvider: Kind = {
  type: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
  title: "IAM OIDC Provider",
  schema: {
    clientIdLists: set(text({ rule: length(1, 255) }), { required: true }),
    thumbprintLists: set(text({ rule: length(40, 40) }), { computed: true }),
    url: text({
      required: true,
      replaces: true,
      rule: pattern(/^https:\/\/[^\s?#]+$/, "a URL that starts with https://"),
      same: (one, other) => withoutScheme(one) === withoutScheme(other),
    }),
    ...TAGS,
    ...outputs("arn"),
  },

  async create({ aws }, news) {
    const { OpenIDConnectProviderArn } = await aws.iam.send(
      new CreateOpenIDConnectProviderCommand({
        ClientIDList: news.clientIdLists,
        ThumbprintList: news.thumbprintLists,
        Url: news.url,
        Tags: tagList((news.tagsAll ?? {}) as never),
      }),
    );
    return OpenIDConnectProviderArn!;
  },

  async read({ aws }, arn) {
    const answer = aws.iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }));
    const found = await unlessMissing(answer, "NoSuchEntityException");
    if (!found) return undefined;
    return {
      arn,
      clientIdLists: found.ClientIDList ?? [],
      thumbprintLists: found.ThumbprintList ?? [],
      url: found.Url,
      tagsAll: tagMap(found.Tags),
    };
  },

  async update({ aws }, { id: OpenIDConnectProviderArn, olds, news, changed }) {
    if (changed("thumbprintLists")) {
      const ThumbprintList = news.thumbprintLists as string[];
      const input = { OpenIDConnectProviderArn, ThumbprintList };
      await aws.iam.send(new UpdateOpenIDConnectProviderThumbprintCommand(input));
    }
    const [before, after] = [olds.clientIdLists, news.clientIdLists] as string[][];
    for (const ClientID of after.filter((id) => !before.includes(id)))
      await aws.iam.send(
        new AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID }),
      );
    for (const ClientID of before.filter((id) => !after.includes(id)))
      await aws.iam.send(
        new RemoveClientIDFromOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID }),
      );
  },

  async retag({ aws }, { id: OpenIDConnectProviderArn, set: tags, removed }) {
    if (removed.length > 0)
      await aws.iam.send(
        new UntagOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, TagKeys: removed }),
      );
    if (Object.keys(tags).length > 0)
      await aws.iam.send(
        new TagOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, Tags: tagList(tags) }),
      );
  },

  async delete({ aws }, OpenIDConnectProviderArn) {
    const gone = aws.iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
    await unlessMissing(gone, "NoSuchEntityException");
  },
};

const withoutScheme = (url: string) => url.replace(/^https:\/\//, "");
