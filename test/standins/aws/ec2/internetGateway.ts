import {
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  DeleteInternetGatewayCommand,
  DescribeInternetGatewaysCommand,
  DetachInternetGatewayCommand,
} from "@aws-sdk/client-ec2";
import type { Aws } from "../account/account";
import { isCode, unlessMissing } from "../account/apiError";
import { whileRefused } from "../account/wait";
import { type Kind, REGION, TAGS, type Work } from "../kind/kind";
import { tagMap } from "../kind/tagging";
import { outputs, text } from "../schema/property";
import { retag, tagSpecifications } from "./tags";

export const internetGateway: Kind = {
  type: "aws:ec2/internetGateway:InternetGateway",
  title: "EC2 Internet Gateway",
  limits: { create: 1200, update: 1200, delete: 1200 },
  schema: { vpcId: text({ computed: true }), ...REGION, ...TAGS, ...outputs("arn", "ownerId") },

  async create({ aws }, news) {
    const input = { TagSpecifications: tagSpecifications("internet-gateway", news) };
    const { InternetGateway } = await aws.ec2.send(new CreateInternetGatewayCommand(input));
    return InternetGateway!.InternetGatewayId!;
  },

  async finish({ aws }, id, { vpcId }) {
    const attached = (await find(aws, id))?.Attachments?.some(({ VpcId }) => VpcId === vpcId);
    if (vpcId && !attached) await attach(aws, id, vpcId as string);
  },

  async read({ aws }, id) {
    const found = await find(aws, id);
    if (!found) return undefined;
    return {
      vpcId: found.Attachments?.[0]?.VpcId ?? "",
      ownerId: found.OwnerId,
      arn: aws.arn("ec2", `internet-gateway/${id}`, found.OwnerId),
      tagsAll: tagMap(found.Tags),
    };
  },

  async update(work, { id, olds, news, changed }) {
    if (!changed("vpcId")) return;
    if (olds.vpcId) await detach(work, id, olds.vpcId as string);
    if (news.vpcId) await attach(work.aws, id, news.vpcId as string);
  },

  retag,

  async delete(work, id, { vpcId }) {
    if (vpcId) await detach(work, id, vpcId as string);
    const call = () => work.aws.ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId: id }));
    const gone = whileRefused(work.patience, call, (error) => isCode(error, "DependencyViolation"));
    await unlessMissing(gone, "InvalidInternetGatewayID.NotFound");
  },
};

async function find(aws: Aws, id: string) {
  const answer = aws.ec2.send(new DescribeInternetGatewaysCommand({ InternetGatewayIds: [id] }));
  return (await unlessMissing(answer, "InvalidInternetGatewayID.NotFound"))?.InternetGateways?.[0];
}

async function attach(aws: Aws, id: string, vpcId: string): Promise<void> {
  await aws.ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: id, VpcId: vpcId }));
}

/** Refused for as long as something in the network has a public address. */
async function detach({ aws, patience }: Work, id: string, vpcId: string): Promise<void> {
  const call = () => aws.ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId: id, VpcId: vpcId }));
  const gone = whileRefused(patience, call, (error) => isCode(error, "DependencyViolation"));
  await unlessMissing(gone, "Gateway.NotAttached", "InvalidInternetGatewayID.NotFound");
}
