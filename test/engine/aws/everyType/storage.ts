import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { changed, provider } from "./provider";
import { key } from "./security";

const opts = { provider };

export const repository = new aws.ecr.Repository(
  "images",
  {
    imageTagMutability: "IMMUTABLE",
    imageScanningConfiguration: { scanOnPush: !changed },
    encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.arn }],
  },
  opts,
);
new aws.ecr.LifecyclePolicy(
  "images",
  {
    repository: repository.name,
    policy: JSON.stringify({
      rules: [
        {
          rulePriority: 1,
          selection: {
            tagStatus: "tagged",
            tagPatternList: ["*"],
            countType: "imageCountMoreThan",
            countNumber: changed ? 50 : 30,
          },
          action: { type: "expire" },
        },
      ],
    }),
  },
  opts,
);

export const bucket = new aws.s3.Bucket("Backups", { tags: changed ? {} : { content: "backups" } }, opts);
const versioning = new aws.s3.BucketVersioning(
  "backups",
  { bucket: bucket.id, versioningConfiguration: { status: changed ? "Suspended" : "Enabled" } },
  opts,
);
new aws.s3.BucketServerSideEncryptionConfiguration(
  "backups",
  {
    bucket: bucket.id,
    rules: [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
        bucketKeyEnabled: !changed,
      },
    ],
  },
  opts,
);
const closed = new aws.s3.BucketPublicAccessBlock(
  "backups",
  {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: !changed,
    restrictPublicBuckets: true,
  },
  opts,
);
new aws.s3.BucketOwnershipControls(
  "backups",
  { bucket: bucket.id, rule: { objectOwnership: changed ? "BucketOwnerPreferred" : "BucketOwnerEnforced" } },
  opts,
);
new aws.s3.BucketLifecycleConfiguration(
  "backups",
  {
    bucket: bucket.id,
    rules: [
      {
        id: "old-versions",
        status: "Enabled",
        filter: {},
        noncurrentVersionExpiration: { noncurrentDays: changed ? 14 : 7 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
      },
    ],
  },
  { ...opts, dependsOn: versioning },
);
new aws.s3.BucketPolicy(
  "backups",
  {
    bucket: bucket.id,
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: changed ? "EncryptedTransportOnly" : "TlsOnly",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    }),
  },
  { ...opts, dependsOn: closed },
);
