import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { assumedBy } from "./policy";
import { Role } from "./role";

export interface FlowLogsArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly traffic: "rejected" | "all";
  /** Days that logs are kept. */
  readonly logRetentionDays: number;
  /** Number of the account that the network is in. */
  readonly account: string;
  readonly keyArn: pulumi.Input<string>;
}

/** A record of the connections in a network: what was turned away, or all. */
export class FlowLogs extends pulumi.ComponentResource {
  constructor(name: string, args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("blog:aws:FlowLogs", name, {}, opts);
    const child = { parent: this };

    const group = new aws.cloudwatch.LogGroup(
      `${name}-flow-logs`,
      { name: `/blog/${name}/flow-logs`, retentionInDays: args.logRetentionDays, kmsKeyId: args.keyArn },
      child,
    );
    const role = new Role(
      `${name}-flow-logs`,
      {
        trust: assumedBy("vpc-flow-logs.amazonaws.com", {
          condition: { StringEquals: { "aws:SourceAccount": args.account } },
        }),
        statements: [
          {
            Effect: "Allow",
            Action: [
              "logs:CreateLogStream",
              "logs:PutLogEvents",
              "logs:DescribeLogGroups",
              "logs:DescribeLogStreams",
            ],
            Resource: [group.arn, pulumi.interpolate`${group.arn}:*`],
          },
        ],
      },
      child,
    );
    new aws.ec2.FlowLog(
      name,
      {
        vpcId: args.vpcId,
        trafficType: args.traffic === "all" ? "ALL" : "REJECT",
        logDestination: group.arn,
        iamRoleArn: role.arn,
        tags: { Name: name },
      },
      { ...child, dependsOn: [role] },
    );
    this.registerOutputs();
  }
}
