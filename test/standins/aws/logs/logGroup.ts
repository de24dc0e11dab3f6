import {
  AssociateKmsKeyCommand,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DisassociateKmsKeyCommand,
  ListTagsForResourceCommand,
  PutLogGroupDeletionProtectionCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Aws } from "../account/account";
import { isCode, unlessMissing } from "../account/apiError";
import { whileRefused } from "../account/wait";
import { type Kind, REGION, TAGS } from "../kind/kind";
import { userTags } from "../kind/tagging";
import { arn } from "../rules/arn";
import { oneOf, pattern } from "../rules/rule";
import { flag, number, outputs, text, unsupported } from "../schema/property";

const MISSING = "ResourceNotFoundException";
const DAYS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const logGroup: Kind = {
  type: "aws:cloudwatch/logGroup:LogGroup",
  title: "CloudWatch Logs Log Group",
  naming: { property: "name", atMost: 255 },
  schema: {
    deletionProtectionEnabled: flag({ computed: true }),
    kmsKeyId: text({ rule: arn }),
    logGroupClass: text({
      computed: true,
      replaces: true,
      rule: oneOf("STANDARD", "INFREQUENT_ACCESS", "DELIVERY"),
    }),
    name: text({
      computed: true,
      replaces: true,
      rule: pattern(/^[.\-_/#A-Za-z0-9]{1,512}$/, "1 to 512 letters, digits and . - _ / #"),
    }),
    retentionInDays: number({ fallback: 0, rule: oneOf(...DAYS) }),
    skipDestroy: flag({ fallback: false }),
    ...REGION,
    ...TAGS,
    ...outputs("arn"),
    ...unsupported("namePrefix"),
  },

  async create({ aws, patience }, news) {
    const input = {
      kmsKeyId: news.kmsKeyId as string | undefined,
      logGroupClass: news.logGroupClass,
      logGroupName: news.name as string,
      tags: news.tagsAll,
      deletionProtectionEnabled: news.deletionProtectionEnabled as boolean | undefined,
    };
    // The key's policy may have just been made.
    const passing = (error: unknown) =>
      isCode(error, "AccessDeniedException") && error.detail.includes("KMS key");
    const seconds = Math.min(patience.seconds, 120);
    await whileRefused(
      { ...patience, seconds },
      () => aws.logs.send(new CreateLogGroupCommand(input)),
      passing,
    );
    return news.name as string;
  },

  async finish({ aws }, id, { retentionInDays }) {
    if (retentionInDays) await setRetention(aws, id, retentionInDays as number);
  },

  async read({ aws }, id, prior) {
    const found = await find(aws, id);
    if (!found) return undefined;
    const { tags } = await aws.logs.send(new ListTagsForResourceCommand({ resourceArn: arnOf(aws, id) }));
    return {
      arn: arnOf(aws, id),
      deletionProtectionEnabled: found.deletionProtectionEnabled ?? false,
      kmsKeyId: found.kmsKeyId ?? "",
      logGroupClass: found.logGroupClass ?? "STANDARD",
      name: found.logGroupName,
      retentionInDays: found.retentionInDays ?? 0,
      skipDestroy: prior.skipDestroy ?? false,
      tagsAll: userTags(tags),
    };
  },

  async update({ aws }, { id, news, changed }) {
    if (changed("retentionInDays")) await setRetention(aws, id, news.retentionInDays as number);
    if (changed("deletionProtectionEnabled"))
      await aws.logs.send(
        new PutLogGroupDeletionProtectionCommand({
          logGroupIdentifier: id,
          deletionProtectionEnabled: news.deletionProtectionEnabled === true,
        }),
      );
    if (!changed("kmsKeyId")) return;
    const kmsKeyId = news.kmsKeyId as string | undefined;
    await (kmsKeyId
      ? aws.logs.send(new AssociateKmsKeyCommand({ logGroupName: id, kmsKeyId }))
      : aws.logs.send(new DisassociateKmsKeyCommand({ logGroupName: id })));
  },

  async retag({ aws }, { id, set, removed }) {
    const resourceArn = arnOf(aws, id);
    if (removed.length > 0) await aws.logs.send(new UntagResourceCommand({ resourceArn, tagKeys: removed }));
    if (Object.keys(set).length > 0) await aws.logs.send(new TagResourceCommand({ resourceArn, tags: set }));
  },

  async delete({ aws, log }, id, { skipDestroy }) {
    if (skipDestroy) return log.info(`The log group ${id} is retained, as skipDestroy asks.`);
    await unlessMissing(aws.logs.send(new DeleteLogGroupCommand({ logGroupName: id })), MISSING);
  },
};

const arnOf = (aws: Aws, name: string) => aws.arn("logs", `log-group:${name}`);

async function find({ logs }: Aws, name: string) {
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
  return logGroups.find(({ logGroupName }) => logGroupName === name);
}

async function setRetention({ logs }: Aws, logGroupName: string, retentionInDays: number): Promise<void> {
  await (retentionInDays === 0
    ? logs.send(new DeleteRetentionPolicyCommand({ logGroupName }))
    : logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays })));
}
