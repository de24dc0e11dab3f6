import { CreateFlowLogsCommand, DeleteFlowLogsCommand, DescribeFlowLogsCommand } from "@aws-sdk/client-ec2";
import type { Aws } from "../account/account";
import { ApiError, unlessMissing } from "../account/apiError";
import { whileRefused } from "../account/wait";
import { type Args, type Kind, REGION, TAGS } from "../kind/kind";
import { tagMap } from "../kind/tagging";
import { arn } from "../rules/arn";
import { oneOf } from "../rules/rule";
import { number, outputs, text, unsupported } from "../schema/property";
import { retag, tagSpecifications } from "./tags";

/** What can be watched: the property that names it and how AWS calls its type. */
const WATCHED = { vpcId: "VPC", subnetId: "Subnet", eniId: "NetworkInterface" } as const;
type Watched = keyof typeof WATCHED;
const NAMES = Object.keys(WATCHED) as Watched[];

export const flowLog: Kind = {
  type: "aws:ec2/flowLog:FlowLog",
  title: "EC2 Flow Log",
  schema: {
    ...{
      eniId: text({ replaces: true }),
      subnetId: text({ replaces: true }),
      vpcId: text({ replaces: true }),
    },
    iamRoleArn: text({ replaces: true, rule: arn }),
    logDestination: text({ computed: true, replaces: true, rule: arn, same: sameLogGroup }),
    logDestinationType: text({
      fallback: "cloud-watch-logs",
      replaces: true,
      rule: oneOf("cloud-watch-logs", "s3", "kinesis-data-firehose"),
    }),
    logFormat: text({ computed: true, replaces: true }),
    maxAggregationInterval: number({ fallback: 600, replaces: true, rule: oneOf(60, 600) }),
    trafficType: text({ replaces: true, rule: oneOf("ACCEPT", "REJECT", "ALL") }),
    ...REGION,
    ...TAGS,
    ...outputs("arn"),
    ...unsupported("deliverCrossAccountRole", "destinationOptions", "regionalNatGatewayId"),
    ...unsupported("tagFieldSpecifications", "transitGatewayAttachmentId", "transitGatewayId"),
  },

  rules: (inputs) =>
    NAMES.filter((name) => inputs[name] !== undefined).length !== 1
      ? `one of ${NAMES.join(", ")} must be given, and only one`
      : inputs.trafficType === undefined
        ? "trafficType must be given with a vpcId, subnetId or eniId"
        : undefined,

  async create({ aws, patience }, news) {
    const { FlowLogIds } = await whileRefused(
      patience,
      () => make(aws, news),
      (error) => error instanceof ApiError && error.detail.includes("Unable to assume given IAM role"),
    );
    return FlowLogIds![0];
  },

  async read({ aws }, id) {
    const found = await find(aws, id);
    if (!found) return undefined;
    const watched = NAMES.find((name) => found.ResourceId?.startsWith(PREFIXES[name]));
    return {
      arn: aws.arn("ec2", `vpc-flow-log/${id}`),
      iamRoleArn: found.DeliverLogsPermissionArn,
      logDestination: found.LogDestination ?? logGroupArn(aws, found.LogGroupName),
      logDestinationType: found.LogDestinationType,
      logFormat: found.LogFormat,
      maxAggregationInterval: found.MaxAggregationInterval,
      trafficType: found.TrafficType,
      ...(watched && { [watched]: found.ResourceId }),
      tagsAll: tagMap(found.Tags),
    };
  },

  retag,

  async delete({ aws }, id) {
    const gone = aws.ec2.send(new DeleteFlowLogsCommand({ FlowLogIds: [id] }));
    const [refused] = (await unlessMissing(gone, "InvalidFlowLogId.NotFound"))?.Unsuccessful ?? [];
    if (refused && refused.Error?.Code !== "InvalidFlowLogId.NotFound")
      throw new Error(`api error ${refused.Error?.Code}: ${refused.Error?.Message}`);
  },
};

const PREFIXES: Record<Watched, string> = { vpcId: "vpc-", subnetId: "subnet-", eniId: "eni-" };

async function make(aws: Aws, news: Args) {
  const watched = NAMES.find((name) => news[name] !== undefined)!;
  const answer = await aws.ec2.send(
    new CreateFlowLogsCommand({
      DeliverLogsPermissionArn: news.iamRoleArn,
      LogDestination: news.logDestination,
      LogDestinationType: news.logDestinationType,
      LogFormat: news.logFormat,
      MaxAggregationInterval: news.maxAggregationInterval,
      ResourceIds: [news[watched] as string],
      ResourceType: WATCHED[watched],
      TrafficType: news.trafficType,
      TagSpecifications: tagSpecifications("vpc-flow-log", news),
    }),
  );
  const [refused] = answer.Unsuccessful ?? [];
  if (refused) {
    const { Code = "", Message = "" } = refused.Error ?? {};
    throw new ApiError(Code, Message, `api error ${Code}: ${Message}`);
  }
  return answer;
}

async function find(aws: Aws, id: string) {
  const answer = aws.ec2.send(new DescribeFlowLogsCommand({ FlowLogIds: [id] }));
  return (await unlessMissing(answer, "InvalidFlowLogId.NotFound"))?.FlowLogs?.[0];
}

/** Only the name is answered where that is how it was asked for. */
function logGroupArn(aws: Aws, name: string | undefined): string | undefined {
  return name === undefined ? undefined : aws.arn("logs", `log-group:${name}`);
}

/** AWS ends the ARN of a log group with a star or not. */
function sameLogGroup(one: string, other: string): boolean {
  return one.replace(/:\*$/, "") === other.replace(/:\*$/, "");
}
