import {
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  DescribeRepositoriesCommand,
  ListTagsForResourceCommand,
  PutImageScanningConfigurationCommand,
  PutImageTagMutabilityCommand,
  type Repository,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-ecr";
import type { Aws } from "../account/account";
import { isCode, unlessMissing } from "../account/apiError";
import { waitForState } from "../account/wait";
import { type Args, type Kind, REGION, TAGS } from "../kind/kind";
import { tagList, tagMap } from "../kind/tagging";
import { all, length, oneOf, pattern } from "../rules/rule";
import { block, flag, list, outputs, text } from "../schema/property";

const MISSING = "RepositoryNotFoundException";
const MUTABILITIES = ["MUTABLE", "IMMUTABLE", "MUTABLE_WITH_EXCLUSION", "IMMUTABLE_WITH_EXCLUSION"];

export const repositoryName = all(
  length(2, 256),
  pattern(/^[a-z0-9]+([._/-]+[a-z0-9]+)*$/, "small letters and digits, joined by . _ - /"),
);

export const repository: Kind = {
  type: "aws:ecr/repository:Repository",
  title: "ECR Repository",
  naming: { property: "name", atMost: 255 },
  limits: { delete: 1200 },
  schema: {
    encryptionConfigurations: list(
      block({
        encryptionType: text({
          fallback: "AES256",
          replaces: true,
          rule: oneOf("AES256", "KMS", "KMS_DSSE"),
        }),
        kmsKey: text({ computed: true, replaces: true }),
      }),
      { computed: true, replaces: true, atMost: 1 },
    ),
    forceDelete: flag(),
    imageScanningConfiguration: block({ scanOnPush: flag({ required: true }) }, { computed: true }),
    imageTagMutability: text({ fallback: "MUTABLE", rule: oneOf(...MUTABILITIES) }),
    imageTagMutabilityExclusionFilters: list(
      block({
        filter: text({ required: true, rule: length(1, 128) }),
        filterType: text({ required: true, rule: oneOf("WILDCARD") }),
      }),
      { atMost: 5 },
    ),
    name: text({ computed: true, replaces: true, rule: repositoryName }),
    ...REGION,
    ...TAGS,
    ...outputs("arn", "registryId", "repositoryUrl"),
  },

  rules: ({ imageTagMutability = "", imageTagMutabilityExclusionFilters = [] }) =>
    typeof imageTagMutability === "string" &&
    imageTagMutability.endsWith("_WITH_EXCLUSION") !== imageTagMutabilityExclusionFilters.length > 0
      ? "imageTagMutabilityExclusionFilters must be given with an imageTagMutability …_WITH_EXCLUSION, and only with that"
      : undefined,

  async create({ aws }, news) {
    const [encryption] = (news.encryptionConfigurations ?? []) as Args[];
    const { repository } = await aws.ecr.send(
      new CreateRepositoryCommand({
        encryptionConfiguration: encryption as { encryptionType: "KMS" } | undefined,
        imageScanningConfiguration: news.imageScanningConfiguration,
        imageTagMutability: news.imageTagMutability,
        imageTagMutabilityExclusionFilters: news.imageTagMutabilityExclusionFilters,
        repositoryName: news.name,
        tags: tagList((news.tagsAll ?? {}) as never),
      }),
    );
    return repository!.repositoryName!;
  },

  async read({ aws }, id, prior) {
    const found = await find(aws, id);
    if (!found) return undefined;
    const { tags } = await aws.ecr.send(new ListTagsForResourceCommand({ resourceArn: found.repositoryArn }));
    const { encryptionType, kmsKey } = found.encryptionConfiguration ?? { encryptionType: "AES256" };
    return {
      arn: found.repositoryArn,
      encryptionConfigurations: [{ encryptionType, kmsKey: kmsKey ?? "" }],
      forceDelete: prior.forceDelete,
      imageScanningConfiguration: { scanOnPush: found.imageScanningConfiguration?.scanOnPush ?? false },
      imageTagMutability: found.imageTagMutability,
      imageTagMutabilityExclusionFilters: found.imageTagMutabilityExclusionFilters ?? [],
      name: found.repositoryName,
      registryId: found.registryId,
      repositoryUrl: found.repositoryUri,
      tagsAll: tagMap(tags),
    };
  },

  async update({ aws }, { id: repositoryName, news, changed }) {
    if (changed("imageTagMutability", "imageTagMutabilityExclusionFilters"))
      await aws.ecr.send(
        new PutImageTagMutabilityCommand({
          repositoryName,
          imageTagMutability: news.imageTagMutability,
          imageTagMutabilityExclusionFilters: news.imageTagMutabilityExclusionFilters,
        }),
      );
    if (!changed("imageScanningConfiguration")) return;
    const imageScanningConfiguration = news.imageScanningConfiguration ?? { scanOnPush: false };
    await aws.ecr.send(
      new PutImageScanningConfigurationCommand({ repositoryName, imageScanningConfiguration }),
    );
  },

  async retag({ aws }, { state: { arn: resourceArn }, set, removed }) {
    if (removed.length > 0) await aws.ecr.send(new UntagResourceCommand({ resourceArn, tagKeys: removed }));
    if (Object.keys(set).length > 0)
      await aws.ecr.send(new TagResourceCommand({ resourceArn, tags: tagList(set) }));
  },

  async delete({ aws, patience }, id, { forceDelete }) {
    const deletion = aws.ecr.send(
      new DeleteRepositoryCommand({ repositoryName: id, force: forceDelete === true }),
    );
    try {
      await unlessMissing(deletion, MISSING);
    } catch (error) {
      if (!isCode(error, "RepositoryNotEmptyException")) throw error;
      throw new Error("ECR Repository not empty, consider using forceDelete: " + (error as Error).message);
    }
    const state = async () => ((await find(aws, id)) ? "present" : undefined);
    await waitForState({ state, pending: ["present"], target: undefined }, patience);
  },
};

async function find({ ecr }: Aws, name: string): Promise<Repository | undefined> {
  const answer = ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [name] }));
  return (await unlessMissing(answer, MISSING))?.repositories?.[0];
}
