import assert from "node:assert/strict";
import { Deployed } from "../harness";
import { deployed, otherwise, statementsOf } from "./deployed";
import { BUCKET, BUCKET_POLICY, KEY, POD_IDENTITY, ROLE, ROLE_POLICY } from "./types";

const NAME = "blog-prod-backups";
const BUCKET_ARN = "arn:aws:s3:::blog-prod-backups-id";
const KEY_ARN = "arn:aws:kms:eu-central-1:111122223333:key/blog-prod-backups-1234567";

describe("the bucket for backups", () => {
  let blog: Deployed;
  before(async () => {
    blog = await deployed();
  });
  const setting = (kind: string, stack = blog) => {
    const type = `aws:s3/bucket${kind}:Bucket${kind}`;
    const { bucket, ...others } = stack.one(type, NAME).inputs;
    assert.equal(bucket, `${NAME}-id`);
    return others;
  };

  it("keeps what was overwritten or deleted, for as long as a backup", async () => {
    assert.deepEqual(setting("Versioning"), { versioningConfiguration: { status: "Enabled" } });
    const rule = (days: number) => ({
      id: "expire",
      status: "Enabled",
      filter: { prefix: "" },
      expiration: { days },
      noncurrentVersionExpiration: { noncurrentDays: days },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
    });
    assert.deepEqual(setting("LifecycleConfiguration"), { rules: [rule(7)] });
    assert.deepEqual(setting("LifecycleConfiguration", await otherwise()), { rules: [rule(60)] });
  });

  it("is encrypted with a key of its own, which is replaced every year", () => {
    assert.deepEqual(setting("ServerSideEncryptionConfiguration"), {
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY_ARN },
          bucketKeyEnabled: true,
        },
      ],
    });
    assert.equal(blog.one(KEY, NAME).inputs.enableKeyRotation, true);
  });

  it("can be made public by nobody", () => {
    assert.deepEqual(setting("PublicAccessBlock"), {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    assert.deepEqual(setting("OwnershipControls"), { rule: { objectOwnership: "BucketOwnerEnforced" } });
  });

  it("answers over TLS alone", () => {
    const [statement, ...others] = statementsOf(blog.one(BUCKET_POLICY, NAME).inputs.policy);
    const { Effect, Principal, Action, Resource, Condition } = statement;
    assert.deepEqual([Effect, Principal, Action], ["Deny", "*", "s3:*"]);
    assert.deepEqual(Resource, [BUCKET_ARN, `${BUCKET_ARN}/*`]);
    assert.deepEqual(Condition, { Bool: { "aws:SecureTransport": "false" } });
    assert.deepEqual(others, []);
  });

  it("stays when the stack goes, with its key and all that guards it", () => {
    const kept = blog.resources.filter(
      ({ type, name }) => type.startsWith("aws:s3/") || (type === KEY && name === NAME),
    );
    assert.equal(kept.length, 8);
    for (const { type, opts } of kept) assert.equal(opts.retainOnDelete, true, type);
    assert.equal(blog.one(BUCKET, NAME).inputs.forceDestroy, undefined);
  });

  it("is written by pods of one ServiceAccount, which can add and read but not delete", () => {
    assert.deepEqual(blog.one(POD_IDENTITY, NAME).inputs, {
      clusterName: "blog-prod",
      namespace: "blog",
      serviceAccount: "backup",
      roleArn: `arn:aws:iam::111122223333:role/${NAME}-writer-1234567`,
    });
    assert.deepEqual(statementsOf(blog.one(ROLE, `${NAME}-writer`).inputs.assumeRolePolicy), [
      {
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: {
            "aws:RequestTag/eks-cluster-name": "blog-prod",
            "aws:RequestTag/kubernetes-namespace": "blog",
            "aws:RequestTag/kubernetes-service-account": "backup",
          },
        },
      },
    ]);
    assert.deepEqual(statementsOf(blog.one(ROLE_POLICY, `${NAME}-writer`).inputs.policy), [
      { Effect: "Allow", Action: ["s3:ListBucket"], Resource: BUCKET_ARN },
      {
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"],
        Resource: `${BUCKET_ARN}/*`,
      },
      { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: KEY_ARN },
    ]);
  });

  it("is named to the operator", () => {
    assert.equal(blog.outputs.backups, `s3://${NAME}-id`);
  });
});
