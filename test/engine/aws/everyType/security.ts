import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { changed, provider, REGION } from "./provider";

const opts = { provider };
const caller = aws.getCallerIdentityOutput({}, opts);
const partition = aws.getPartitionOutput({}, opts);

const statement = (Principal: object, Action: string | string[], Resource = "*") => ({
  ...{ Effect: "Allow", Principal, Action, Resource },
});

/** May encrypt secrets of the cluster, images, backups and logs. */
export const key = new aws.kms.Key(
  "key",
  {
    description: changed ? "Encrypts everything here" : "Encrypts everything",
    enableKeyRotation: true,
    deletionWindowInDays: 7,
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        statement(
          { AWS: pulumi.interpolate`arn:${partition.partition}:iam::${caller.accountId}:root` },
          "kms:*",
        ),
        statement({ Service: `logs.${REGION}.amazonaws.com` }, [
          "kms:Encrypt*",
          "kms:Decrypt*",
          "kms:ReEncrypt*",
          "kms:GenerateDataKey*",
          "kms:Describe*",
        ]),
      ],
    }),
  },
  opts,
);
new aws.kms.Alias("key", { targetKeyId: key.keyId }, opts);

/** A role that a service of AWS takes. */
export function roleFor(
  name: string,
  service: string,
  actions: string | string[] = "sts:AssumeRole",
): aws.iam.Role {
  return new aws.iam.Role(
    name,
    {
      assumeRolePolicy: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: actions as string[] }],
      },
      maxSessionDuration: changed ? 7200 : 3600,
    },
    opts,
  );
}

const role = roleFor("flow-logs", "vpc-flow-logs.amazonaws.com");
const group = new aws.cloudwatch.LogGroup(
  "flow-logs",
  { name: "/every-type/flow-logs", retentionInDays: changed ? 30 : 14, kmsKeyId: key.arn },
  opts,
);
new aws.iam.RolePolicy(
  "flow-logs",
  {
    role: role.name,
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: [
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            ...(changed ? ["logs:DescribeLogStreams"] : []),
          ],
          Resource: pulumi.interpolate`${group.arn}:*`,
        },
      ],
    }),
  },
  opts,
);
export const flowLogs = { role, group };

new aws.iam.OpenIdConnectProvider(
  "github",
  {
    url: "https://token.actions.githubusercontent.com",
    clientIdLists: ["sts.amazonaws.com"],
    thumbprintLists: [(changed ? "b" : "a").repeat(40)],
  },
  opts,
);
