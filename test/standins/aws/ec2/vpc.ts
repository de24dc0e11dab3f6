import {
  CreateVpcCommand,
  DeleteVpcCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcsCommand,
  ModifyVpcAttributeCommand,
  type ModifyVpcAttributeCommandInput,
  type Vpc,
} from "@aws-sdk/client-ec2";
import type { Aws } from "../account/account";
import { isCode, unlessMissing } from "../account/apiError";
import { waitForState, whileRefused } from "../account/wait";
import { type Args, type Kind, REGION, TAGS, type Work } from "../kind/kind";
import { tagMap } from "../kind/tagging";
import { ipv4NetworkOf } from "../rules/network";
import { oneOf } from "../rules/rule";
import { flag, outputs, text, unsupported } from "../schema/property";
import { retag, tagSpecifications } from "./tags";
import { defaultsOf } from "./vpcDefaults";

/** Settings that are no part of the call that makes the network, by their property. */
const ATTRIBUTES = {
  enableDnsSupport: "EnableDnsSupport",
  enableDnsHostnames: "EnableDnsHostnames",
  enableNetworkAddressUsageMetrics: "EnableNetworkAddressUsageMetrics",
} as const;
type Attribute = keyof typeof ATTRIBUTES;
const NAMES = Object.keys(ATTRIBUTES) as Attribute[];

export const vpc: Kind = {
  type: "aws:ec2/vpc:Vpc",
  title: "EC2 VPC",
  schema: {
    cidrBlock: text({ required: true, replaces: true, rule: ipv4NetworkOf(16, 28) }),
    enableDnsHostnames: flag({ computed: true }),
    enableDnsSupport: flag({ fallback: true }),
    enableNetworkAddressUsageMetrics: flag({ computed: true }),
    instanceTenancy: text({ fallback: "default", replaces: true, rule: oneOf("default", "dedicated") }),
    ...REGION,
    ...TAGS,
    ...outputs("arn", "defaultNetworkAclId", "defaultRouteTableId", "defaultSecurityGroupId"),
    ...outputs("dhcpOptionsId", "mainRouteTableId", "ownerId"),
    ...outputs("ipv6AssociationId"),
    ...unsupported("assignGeneratedIpv6CidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength", "ipv6CidrBlock"),
    ...unsupported("ipv6CidrBlockNetworkBorderGroup", "ipv6IpamPoolId", "ipv6NetmaskLength"),
  },

  async create({ aws }, news) {
    const { Vpc } = await aws.ec2.send(
      new CreateVpcCommand({
        CidrBlock: news.cidrBlock,
        InstanceTenancy: news.instanceTenancy,
        TagSpecifications: tagSpecifications("vpc", news),
      }),
    );
    return Vpc!.VpcId!;
  },

  async finish(work, id, news) {
    const state = async () => (await find(work.aws, id))?.State;
    await waitForState({ state, pending: ["pending"], target: "available" }, work.patience);
    const live = await attributesOf(work.aws, id);
    // Host names need DNS support, so that goes first.
    for (const name of NAMES) {
      const wanted = news[name] as boolean | undefined;
      if (wanted !== undefined && wanted !== live[name]) await setAttribute(work, id, name, wanted);
    }
  },

  async read({ aws }, id) {
    const found = await find(aws, id);
    if (!found) return undefined;
    return {
      cidrBlock: found.CidrBlock,
      instanceTenancy: found.InstanceTenancy,
      dhcpOptionsId: found.DhcpOptionsId,
      ownerId: found.OwnerId,
      arn: aws.arn("ec2", `vpc/${id}`, found.OwnerId),
      tagsAll: tagMap(found.Tags),
      ...(await attributesOf(aws, id)),
      ...(await defaultsOf(aws, id)),
    };
  },

  async update(work, { id, news, changed }) {
    for (const name of NAMES) if (changed(name)) await setAttribute(work, id, name, news[name] === true);
  },

  retag,

  async delete({ aws, patience }, id) {
    const call = () => aws.ec2.send(new DeleteVpcCommand({ VpcId: id }));
    const gone = whileRefused(patience, call, (error) => isCode(error, "DependencyViolation"));
    await unlessMissing(gone, "InvalidVpcID.NotFound");
  },
};

async function find(aws: Aws, id: string): Promise<Vpc | undefined> {
  const answer = aws.ec2.send(new DescribeVpcsCommand({ VpcIds: [id] }));
  return (await unlessMissing(answer, "InvalidVpcID.NotFound"))?.Vpcs?.[0];
}

async function attributesOf(aws: Aws, id: string): Promise<Args> {
  const values = NAMES.map(async (name) => {
    const attribute = aws.ec2.send(new DescribeVpcAttributeCommand({ VpcId: id, Attribute: name }));
    return [name, (await attribute)[ATTRIBUTES[name]]?.Value ?? false] as const;
  });
  return Object.fromEntries(await Promise.all(values));
}

async function setAttribute(
  { aws, patience }: Work,
  id: string,
  name: Attribute,
  value: boolean,
): Promise<void> {
  const input: ModifyVpcAttributeCommandInput = { VpcId: id, [ATTRIBUTES[name]]: { Value: value } };
  await aws.ec2.send(new ModifyVpcAttributeCommand(input));
  const state = async () => String((await attributesOf(aws, id))[name]);
  await waitForState({ state, pending: [String(!value)], target: String(value) }, patience);
}
