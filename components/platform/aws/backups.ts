import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EncryptionKey } from "./encryptionKey";
import { assumedBy, policyDocument } from "./policy";
import { Role } from "./role";

export interface BackupsArgs {
  readonly cluster: pulumi.Input<string>;
  /** Days that a backup is kept, and that a deleted one can be brought back. */
  readonly keepDays: number;
  /** Who may write: pods of this ServiceAccount, and nobody else. */
  readonly namespace: string;
  readonly serviceAccount: string;
  /** The account's root ARN. */
  readonly accountRoot: string;
  readonly protect: boolean;
}

/** A private bucket for backups; it and its key stay when the stack is destroyed. */
export class Backups extends pulumi.ComponentResource {
  readonly bucket: pulumi.Output<string>;

  constructor(name: string, args: BackupsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("blog:aws:Backups", name, {}, opts);
    // What guards the bucket has to stay as long as the bucket.
    const kept = { parent: this, retainOnDelete: true };

    const key = new EncryptionKey(
      name,
      { description: `Backups in ${name}`, accountRoot: args.accountRoot },
      { ...kept, protect: args.protect },
    );
    const { id: bucket, arn } = new aws.s3.Bucket(name, {}, { ...kept, protect: args.protect });
    this.bucket = bucket;

    const versioning = new aws.s3.BucketVersioning(
      name,
      { bucket, versioningConfiguration: { status: "Enabled" } },
      kept,
    );
    new aws.s3.BucketServerSideEncryptionConfiguration(
      name,
      {
        bucket,
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
            bucketKeyEnabled: true,
          },
        ],
      },
      kept,
    );
    new aws.s3.BucketOwnershipControls(
      name,
      { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      kept,
    );
    const closed = new aws.s3.BucketPublicAccessBlock(
      name,
      {
        bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      kept,
    );
    new aws.s3.BucketPolicy(
      name,
      {
        bucket,
        policy: policyDocument({
          Sid: "OnlyOverTls",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [arn, pulumi.interpolate`${arn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        }),
      },
      // AWS refuses two changes of a bucket's access at the same time.
      { ...kept, dependsOn: [closed] },
    );
    new aws.s3.BucketLifecycleConfiguration(
      name,
      {
        bucket,
        rules: [
          {
            id: "expire",
            status: "Enabled",
            filter: { prefix: "" },
            expiration: { days: args.keepDays },
            noncurrentVersionExpiration: { noncurrentDays: args.keepDays },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
          },
        ],
      },
      { ...kept, dependsOn: [versioning] },
    );

    this.writer(name, args, arn, key.arn);
    this.registerOutputs({ bucket: this.bucket });
  }

  /** It can add backups and read them, but not delete one: whoever breaks into the blog can't take them away. */
  private writer(
    name: string,
    args: BackupsArgs,
    bucketArn: pulumi.Output<string>,
    keyArn: pulumi.Output<string>,
  ) {
    const role = new Role(
      `${name}-writer`,
      {
        trust: assumedBy("pods.eks.amazonaws.com", {
          actions: ["sts:AssumeRole", "sts:TagSession"],
          // EKS marks each session with these; an association made by hand for other pods would get no further.
          condition: {
            StringEquals: {
              "aws:RequestTag/eks-cluster-name": args.cluster,
              "aws:RequestTag/kubernetes-namespace": args.namespace,
              "aws:RequestTag/kubernetes-service-account": args.serviceAccount,
            },
          },
        }),
        statements: [
          { Effect: "Allow", Action: ["s3:ListBucket"], Resource: bucketArn },
          {
            Effect: "Allow",
            Action: ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"],
            Resource: pulumi.interpolate`${bucketArn}/*`,
          },
          { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: keyArn },
        ],
      },
      { parent: this },
    );
    new aws.eks.PodIdentityAssociation(
      name,
      {
        clusterName: args.cluster,
        namespace: args.namespace,
        serviceAccount: args.serviceAccount,
        roleArn: role.arn,
      },
      { parent: this },
    );
  }
}
