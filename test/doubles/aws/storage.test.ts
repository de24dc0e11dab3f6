import assert from "node:assert/strict";
import type { LifecycleRule } from "@aws-sdk/client-s3";
import { ACCOUNT, type Clients, clientsOf, REGION, refuses } from "./clients";
import { type Aws, startAws } from "./double";

const Bucket = "blog-storage";
const repositoryName = "blog/backend";

describe("storage of the AWS double", function () {
  this.timeout(60_000);
  let aws: Aws;
  let clients: Clients;
  before(async () => {
    aws = await startAws();
    clients = clientsOf(aws);
  });
  beforeEach(() => aws.reset());
  after(() => aws.stop());

  const makeBucket = (name = Bucket, LocationConstraint: "ap-northeast-2" | "us-west-2" = REGION) =>
    clients.s3.createBucket({ Bucket: name, CreateBucketConfiguration: { LocationConstraint } });

  it("has buckets with names of the form that AWS demands, in the region that is asked", async () => {
    for (const name of ["Blog", "bl", "blog_a", "blog..a", "10.0.0.1", "xn--blog", "blog-s3alias"]) {
      await refuses("InvalidBucketName", /./, makeBucket(name));
    }
    await refuses("IllegalLocationConstraintException", /./, makeBucket(Bucket, "us-west-2"));
    await makeBucket();
    await refuses("BucketAlreadyOwnedByYou", /./, makeBucket());
  });

  it("deletes a bucket when no version of an object is left", async () => {
    await makeBucket();
    await clients.s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: "Enabled" } });
    const { VersionId } = await clients.s3.putObject({ Bucket, Key: "a", Body: "a" });
    const marker = await clients.s3.deleteObject({ Bucket, Key: "a" });
    await refuses("BucketNotEmpty", /./, clients.s3.deleteBucket({ Bucket }));
    await clients.s3.deleteObject({ Bucket, Key: "a", VersionId });
    await clients.s3.deleteObject({ Bucket, Key: "a", VersionId: marker.VersionId });

    await clients.s3.deleteBucket({ Bucket });

    assert.deepEqual(await aws.everything(), []);
  });

  const INVALID_RULES: [string, RegExp, Partial<LifecycleRule>[]][] = [
    ["InvalidRequest", /one action/, [{}]],
    ["InvalidArgument", /positive/, [{ Expiration: { Days: 0 } }]],
    ["InvalidArgument", /NoncurrentDays/, [{ NoncurrentVersionExpiration: { NoncurrentDays: 0 } }]],
    ["InvalidArgument", /DaysAfter/, [{ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 0 } }]],
    ["InvalidArgument", /30/, [{ Transitions: [{ Days: 7, StorageClass: "STANDARD_IA" }] }]],
    [
      "InvalidArgument",
      /greater/,
      [{ Expiration: { Days: 30 }, Transitions: [{ Days: 30, StorageClass: "GLACIER" }] }],
    ],
    ["InvalidArgument", /unique/, [{ Expiration: { Days: 1 } }, { Expiration: { Days: 2 } }]],
    ["InvalidArgument", /one of/, [{ Status: "On" as never, Expiration: { Days: 1 } }]],
  ];
  it("refuses lifecycles of a bucket that AWS refuses", async () => {
    await makeBucket();
    const put = (rules: Partial<LifecycleRule>[]) => {
      const Rules = rules.map((rule) => ({
        ID: "a",
        Status: "Enabled" as const,
        Filter: { Prefix: "" },
        ...rule,
      }));
      return clients.s3.putBucketLifecycleConfiguration({ Bucket, LifecycleConfiguration: { Rules } });
    };
    for (const [code, message, rules] of INVALID_RULES) await refuses(code, message, put(rules));
    await put([{ Expiration: { Days: 60 }, Transitions: [{ Days: 30, StorageClass: "STANDARD_IA" }] }]);
  });

  it("encrypts a bucket with a key only by KMS", async () => {
    await makeBucket();
    const encrypt = (SSEAlgorithm: "AES256" | "aws:kms") => {
      const KMSMasterKeyID = `arn:aws:kms:${REGION}:${ACCOUNT}:key/any`;
      const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID } }];
      return clients.s3.putBucketEncryption({ Bucket, ServerSideEncryptionConfiguration: { Rules } });
    };
    await refuses("InvalidArgument", /not applicable/, encrypt("AES256"));
    await encrypt("aws:kms");
  });

  it("has repositories with names and keys that AWS allows", async () => {
    const create = (change: object) => clients.ecr.createRepository({ repositoryName, ...change });
    const kms = (kmsKey: string) => ({ encryptionConfiguration: { encryptionType: "KMS", kmsKey } });
    await refuses("InvalidParameterException", /pattern/, create({ repositoryName: "Blog" }));
    await refuses("KmsException", /does not exist/, create(kms(`arn:aws:kms:${REGION}:${ACCOUNT}:key/none`)));
    const { KeyMetadata } = await clients.kms.createKey({});
    await create(kms(KeyMetadata!.Arn!));
    await refuses("RepositoryAlreadyExistsException", /./, create({}));
  });

  it("deletes a repository with images only by force", async () => {
    await clients.ecr.createRepository({ repositoryName });
    const config = {
      mediaType: "application/vnd.docker.container.image.v1+json",
      size: 1,
      digest: `sha256:${"a".repeat(64)}`,
    };
    const mediaType = "application/vnd.docker.distribution.manifest.v2+json";
    const imageManifest = JSON.stringify({ schemaVersion: 2, mediaType, config, layers: [] });
    await clients.ecr.putImage({ repositoryName, imageManifest, imageTag: "a" });
    await refuses("RepositoryNotEmptyException", /./, clients.ecr.deleteRepository({ repositoryName }));

    await clients.ecr.deleteRepository({ repositoryName, force: true });
  });

  const SELECTION = {
    tagStatus: "tagged",
    tagPatternList: ["*"],
    countType: "imageCountMoreThan",
    countNumber: 30,
  };
  const rule = (selection: object, change: object = {}) => ({
    rulePriority: 1,
    selection: { ...SELECTION, ...selection },
    action: { type: "expire" },
    ...change,
  });
  const untagged = { tagStatus: "untagged", tagPatternList: undefined };
  const any = { tagStatus: "any", tagPatternList: undefined };
  const INVALID_POLICIES: [RegExp, object[]][] = [
    [/unique/, [rule({}), rule(untagged)]],
    [/positive/, [rule({}, { rulePriority: 0 })]],
    [/tagPatternList or a tagPrefixList/, [rule({ tagPatternList: undefined })]],
    [/and not both/, [rule({ tagPrefixList: ["a"] })]],
    [/takes no tagPatternList/, [rule({ tagStatus: "untagged" })]],
    [/tagStatus must be/, [rule({ tagStatus: "some" })]],
    [/countType must be/, [rule({ countType: "imageCount" })]],
    [/countNumber/, [rule({ countNumber: 0 })]],
    [/countUnit/, [rule({ countType: "sinceImagePushed" })]],
    [/countUnit/, [rule({ countUnit: "days" })]],
    [/expire/, [rule({}, { action: { type: "delete" } })]],
    [/unknown members/, [rule({}, { priority: 1 })]],
    [/highest rulePriority/, [rule(any), rule({}, { rulePriority: 2 })]],
    [/1 to 50/, []],
    [/has members besides/, [rule({ tags: ["a"] })]],
  ];
  it("refuses lifecycles of a repository that AWS refuses", async () => {
    await clients.ecr.createRepository({ repositoryName });
    const put = (rules: object[]) => {
      const lifecyclePolicyText = JSON.stringify({ rules }).padEnd(100);
      return clients.ecr.putLifecyclePolicy({ repositoryName, lifecyclePolicyText });
    };
    const none = clients.ecr.putLifecyclePolicy({ repositoryName, lifecyclePolicyText: "[]".padEnd(100) });
    await refuses("InvalidParameterException", /object with rules/, none);
    for (const [message, rules] of INVALID_POLICIES) {
      await refuses("InvalidParameterException", message, put(rules));
    }
    await put([
      rule({}),
      rule({ ...untagged, countType: "sinceImagePushed", countUnit: "days" }, { rulePriority: 2 }),
    ]);
  });
});
