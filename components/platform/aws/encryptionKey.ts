import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument, Statement } from "./policy";

export interface EncryptionKeyArgs {
  /** What the key is for, in a few words; shown in the console. */
  readonly description: string;
  /** The account's root ARN: rights to the key are then given by IAM policies. */
  readonly accountRoot: string;
  /** What services of AWS may do with the key, besides what IAM policies allow. @default nothing */
  readonly statements?: readonly Statement[];
}

/** A KMS key that AWS replaces every year by itself; deleted, it can be called back for 30 days. */
export class EncryptionKey extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: EncryptionKeyArgs, opts: pulumi.CustomResourceOptions) {
    super("blog:aws:EncryptionKey", name, {}, { parent: opts.parent });

    const key = new aws.kms.Key(
      name,
      {
        description: args.description,
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: policyDocument(
          {
            Sid: "RightsComeFromIamPolicies",
            Effect: "Allow",
            Principal: { AWS: args.accountRoot },
            // In the policy of a key this names the key itself; without it nobody could ever change the key again.
            Action: "kms:*",
            Resource: "*",
          },
          ...(args.statements ?? []),
        ),
      },
      { parent: this, protect: opts.protect, retainOnDelete: opts.retainOnDelete },
    );
    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
