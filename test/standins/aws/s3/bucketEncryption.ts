import {
  DeleteBucketEncryptionCommand,
  GetBucketEncryptionCommand,
  PutBucketEncryptionCommand,
  type ServerSideEncryption,
} from "@aws-sdk/client-s3";
import type { Args } from "../kind/kind";
import { oneOf } from "../rules/rule";
import { block, flag, set, text, unsupported } from "../schema/property";
import { bucketPart, OWNER } from "./bucketPart";

export const bucketEncryption = bucketPart({
  type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  title: "S3 Bucket Server-side Encryption Configuration",
  schema: {
    rules: set(
      block({
        applyServerSideEncryptionByDefault: block({
          kmsMasterKeyId: text({ computed: true }),
          sseAlgorithm: text({ required: true, rule: oneOf("AES256", "aws:kms", "aws:kms:dsse") }),
        }),
        bucketKeyEnabled: flag({ computed: true }),
        ...unsupported("blockedEncryptionTypes"),
      }),
      { required: true, atLeast: 1, atMost: 1 },
    ),
    ...OWNER,
  },
  missing: ["ServerSideEncryptionConfigurationNotFoundError"],

  put: ({ s3 }, Bucket, { rules }) =>
    s3.send(
      new PutBucketEncryptionCommand({
        Bucket,
        ServerSideEncryptionConfiguration: { Rules: (rules as Args[]).map(ruleRequest) },
      }),
    ),

  async get({ s3 }, Bucket) {
    const found = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    const rules = found.ServerSideEncryptionConfiguration?.Rules ?? [];
    return {
      rules: rules.map(({ ApplyServerSideEncryptionByDefault: by, BucketKeyEnabled }) => ({
        applyServerSideEncryptionByDefault: by && {
          kmsMasterKeyId: by.KMSMasterKeyID ?? "",
          sseAlgorithm: by.SSEAlgorithm,
        },
        bucketKeyEnabled: BucketKeyEnabled ?? false,
      })),
    };
  },

  remove: ({ s3 }, Bucket) => s3.send(new DeleteBucketEncryptionCommand({ Bucket })),
});

function ruleRequest({ applyServerSideEncryptionByDefault: by, bucketKeyEnabled }: Args) {
  return {
    ApplyServerSideEncryptionByDefault: by && {
      KMSMasterKeyID: (by.kmsMasterKeyId as string) || undefined,
      SSEAlgorithm: by.sseAlgorithm as ServerSideEncryption,
    },
    BucketKeyEnabled: bucketKeyEnabled as boolean | undefined,
  };
}
