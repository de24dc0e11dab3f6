import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketTaggingCommand,
  GetBucketTaggingCommand,
  GetObjectLockConfigurationCommand,
  HeadBucketCommand,
  PutBucketTaggingCommand,
} from "@aws-sdk/client-s3";
import type { Aws } from "../account/account";
import { unlessMissing } from "../account/apiError";
import { waitForState } from "../account/wait";
import { type Kind, REGION, TAGS } from "../kind/kind";
import { tagList, tagMap } from "../kind/tagging";
import { flag, outputs, text, unsupported } from "../schema/property";
import { bucketName } from "./bucketName";
import { emptyBucket } from "./emptyBucket";

const MISSING = ["NoSuchBucket", "NotFound"];

export const bucket: Kind = {
  type: "aws:s3/bucket:Bucket",
  title: "S3 Bucket",
  naming: { property: "bucket", atMost: 63, lower: true },
  limits: { create: 1200, update: 1200, delete: 3600 },
  schema: {
    bucket: text({ computed: true, replaces: true, rule: bucketName }),
    forceDestroy: flag({ fallback: false }),
    objectLockEnabled: flag({ computed: true, replaces: true }),
    ...REGION,
    ...TAGS,
    ...outputs("arn", "bucketDomainName", "bucketRegion", "bucketRegionalDomainName"),
    // Each of them has a type of resource of its own, or is a matter of the past.
    ...unsupported("accelerationStatus", "acl", "bucketNamespace", "bucketPrefix", "corsRules", "grants"),
    ...unsupported("lifecycleRules", "logging", "objectLockConfiguration", "policy", "requestPayer"),
    ...unsupported("replicationConfiguration", "serverSideEncryptionConfiguration", "versioning", "website"),
  },

  async create({ aws }, news) {
    // The oldest region is the one that must not be named.
    const elsewhere = aws.region !== "us-east-1";
    const LocationConstraint = aws.region as BucketLocationConstraint;
    await aws.s3.send(
      new CreateBucketCommand({
        Bucket: news.bucket,
        ObjectLockEnabledForBucket: news.objectLockEnabled,
        CreateBucketConfiguration: elsewhere ? { LocationConstraint } : undefined,
      }),
    );
    return news.bucket as string;
  },

  async finish({ aws, patience }, id, { tagsAll = {} }) {
    const state = async () => ((await exists(aws, id)) ? "present" : "absent");
    await waitForState({ state, pending: ["absent"], target: "present" }, patience);
    await setTags(aws, id, tagsAll as Record<string, string>);
  },

  async read({ aws }, id, prior) {
    if (!(await exists(aws, id))) return undefined;
    const { dnsSuffix, partition, region } = aws;
    return {
      arn: `arn:${partition}:s3:::${id}`,
      bucket: id,
      bucketDomainName: `${id}.s3.${dnsSuffix}`,
      bucketRegion: region,
      bucketRegionalDomainName: `${id}.s3.${region}.${dnsSuffix}`,
      forceDestroy: prior.forceDestroy ?? false,
      objectLockEnabled: await isLocked(aws, id),
      tagsAll: await tagsOf(aws, id),
    };
  },

  retag: ({ aws }, { id, all }) => setTags(aws, id, all),

  async delete({ aws, patience }, id, { forceDestroy }) {
    if (forceDestroy && (await exists(aws, id))) await emptyBucket(aws, id);
    await unlessMissing(aws.s3.send(new DeleteBucketCommand({ Bucket: id })), ...MISSING);
    const state = async () => ((await exists(aws, id)) ? "present" : undefined);
    await waitForState({ state, pending: ["present"], target: undefined }, patience);
  },
};

async function exists({ s3 }: Aws, Bucket: string): Promise<boolean> {
  return (await unlessMissing(s3.send(new HeadBucketCommand({ Bucket })), ...MISSING)) !== undefined;
}

async function isLocked({ s3 }: Aws, Bucket: string): Promise<boolean> {
  const answer = s3.send(new GetObjectLockConfigurationCommand({ Bucket }));
  const found = await unlessMissing(answer, "ObjectLockConfigurationNotFoundError");
  return found?.ObjectLockConfiguration?.ObjectLockEnabled === "Enabled";
}

async function tagsOf({ s3 }: Aws, Bucket: string): Promise<Record<string, string>> {
  const found = await unlessMissing(s3.send(new GetBucketTaggingCommand({ Bucket })), "NoSuchTagSet");
  return tagMap(found?.TagSet);
}

async function setTags({ s3 }: Aws, Bucket: string, tags: Record<string, string>): Promise<void> {
  const TagSet = tagList(tags);
  await (TagSet.length > 0
    ? s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }))
    : s3.send(new DeleteBucketTaggingCommand({ Bucket })));
}
