import {
  CreateSubnetCommand,
  DeleteSubnetCommand,
  DescribeSubnetsCommand,
  ModifySubnetAttributeCommand,
  type ModifySubnetAttributeCommandInput,
  type Subnet,
} from "@aws-sdk/client-ec2";
import type { Aws } from "../account/account";
import { isCode, unlessMissing } from "../account/apiError";
import { waitForState, whileRefused } from "../account/wait";
import { type Args, type Kind, REGION, TAGS } from "../kind/kind";
import { tagMap } from "../kind/tagging";
import { ipv4Network } from "../rules/network";
import { oneOf } from "../rules/rule";
import { flag, outputs, text, unsupported } from "../schema/property";
import { retag, tagSpecifications } from "./tags";

type Modification = Omit<ModifySubnetAttributeCommandInput, "SubnetId">;

/** Settings that take a call of their own each. */
const ATTRIBUTES: Record<string, (value: any) => Modification> = {
  enableDns64: (Value: boolean) => ({ EnableDns64: { Value } }),
  enableResourceNameDnsARecordOnLaunch: (Value: boolean) => ({
    EnableResourceNameDnsARecordOnLaunch: { Value },
  }),
  enableResourceNameDnsAaaaRecordOnLaunch: (Value: boolean) => ({
    EnableResourceNameDnsAAAARecordOnLaunch: { Value },
  }),
  mapPublicIpOnLaunch: (Value: boolean) => ({ MapPublicIpOnLaunch: { Value } }),
  privateDnsHostnameTypeOnLaunch: (PrivateDnsHostnameTypeOnLaunch: "ip-name" | "resource-name") => ({
    PrivateDnsHostnameTypeOnLaunch,
  }),
};

export const subnet: Kind = {
  type: "aws:ec2/subnet:Subnet",
  title: "EC2 Subnet",
  limits: { delete: 1200 },
  schema: {
    assignIpv6AddressOnCreation: flag({ fallback: false, rule: oneOnly(false) }),
    availabilityZone: text({ computed: true, replaces: true }),
    availabilityZoneId: text({ computed: true, replaces: true }),
    cidrBlock: text({ required: true, replaces: true, rule: ipv4Network }),
    enableDns64: flag({ fallback: false }),
    enableResourceNameDnsARecordOnLaunch: flag({ fallback: false }),
    enableResourceNameDnsAaaaRecordOnLaunch: flag({ fallback: false }),
    ipv6Native: flag({ fallback: false, replaces: true, rule: oneOnly(false) }),
    mapPublicIpOnLaunch: flag({ fallback: false }),
    privateDnsHostnameTypeOnLaunch: text({ computed: true, rule: oneOf("ip-name", "resource-name") }),
    vpcId: text({ required: true, replaces: true }),
    ...REGION,
    ...TAGS,
    ...outputs("arn", "ownerId", "ipv6CidrBlockAssociationId"),
    ...unsupported("customerOwnedIpv4Pool", "enableLniAtDeviceIndex", "ipv4IpamPoolId", "ipv4NetmaskLength"),
    ...unsupported("ipv6CidrBlock", "ipv6IpamPoolId", "ipv6NetmaskLength", "mapCustomerOwnedIpOnLaunch"),
    ...unsupported("outpostArn"),
  },

  rules: ({ availabilityZone, availabilityZoneId }) =>
    availabilityZone && availabilityZoneId
      ? "availabilityZone and availabilityZoneId exclude each other: give one of them"
      : undefined,

  async create({ aws }, news) {
    const { Subnet } = await aws.ec2.send(
      new CreateSubnetCommand({
        VpcId: news.vpcId,
        CidrBlock: news.cidrBlock,
        AvailabilityZone: news.availabilityZone,
        AvailabilityZoneId: news.availabilityZoneId,
        TagSpecifications: tagSpecifications("subnet", news),
      }),
    );
    return Subnet!.SubnetId!;
  },

  async finish({ aws, patience }, id, news) {
    const state = async () => (await find(aws, id))?.State;
    await waitForState({ state, pending: ["pending"], target: "available" }, patience);
    const live = propertiesOf((await find(aws, id))!);
    for (const name of Object.keys(ATTRIBUTES))
      if (news[name] !== undefined && news[name] !== live[name]) await modify(aws, id, name, news[name]);
  },

  async read({ aws }, id) {
    const found = await find(aws, id);
    return found && { ...propertiesOf(found), tagsAll: tagMap(found.Tags) };
  },

  async update({ aws }, { id, news, changed }) {
    for (const name of Object.keys(ATTRIBUTES)) if (changed(name)) await modify(aws, id, name, news[name]);
  },

  retag,

  async delete({ aws, patience }, id) {
    const call = () => aws.ec2.send(new DeleteSubnetCommand({ SubnetId: id }));
    const gone = whileRefused(patience, call, (error) => isCode(error, "DependencyViolation"));
    await unlessMissing(gone, "InvalidSubnetID.NotFound");
  },
};

function oneOnly(only: boolean) {
  return (value: boolean) => (value === only ? undefined : `must be ${only}: the stand-in knows IPv4 alone`);
}

async function find(aws: Aws, id: string): Promise<Subnet | undefined> {
  const answer = aws.ec2.send(new DescribeSubnetsCommand({ SubnetIds: [id] }));
  return (await unlessMissing(answer, "InvalidSubnetID.NotFound"))?.Subnets?.[0];
}

function propertiesOf(found: Subnet): Args {
  const launch = found.PrivateDnsNameOptionsOnLaunch;
  return {
    arn: found.SubnetArn,
    assignIpv6AddressOnCreation: found.AssignIpv6AddressOnCreation ?? false,
    availabilityZone: found.AvailabilityZone,
    availabilityZoneId: found.AvailabilityZoneId,
    cidrBlock: found.CidrBlock,
    enableDns64: found.EnableDns64 ?? false,
    enableResourceNameDnsARecordOnLaunch: launch?.EnableResourceNameDnsARecord ?? false,
    enableResourceNameDnsAaaaRecordOnLaunch: launch?.EnableResourceNameDnsAAAARecord ?? false,
    ipv6Native: found.Ipv6Native ?? false,
    mapPublicIpOnLaunch: found.MapPublicIpOnLaunch ?? false,
    ownerId: found.OwnerId,
    privateDnsHostnameTypeOnLaunch: launch?.HostnameType,
    vpcId: found.VpcId,
  };
}

async function modify(aws: Aws, id: string, name: string, value: unknown): Promise<void> {
  await aws.ec2.send(new ModifySubnetAttributeCommand({ SubnetId: id, ...ATTRIBUTES[name](value) }));
}
