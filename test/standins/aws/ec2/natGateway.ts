import {
  CreateNatGatewayCommand,
  DeleteNatGatewayCommand,
  DescribeNatGatewaysCommand,
  type NatGateway,
} from "@aws-sdk/client-ec2";
import { unlessMissing } from "../account/apiError";
import { waitForState } from "../account/wait";
import { type Kind, REGION, TAGS, type Work } from "../kind/kind";
import { tagMap } from "../kind/tagging";
import { notGiven, oneOf } from "../rules/rule";
import { outputs, text, unsupported } from "../schema/property";
import { retag, tagSpecifications } from "./tags";

export const natGateway: Kind = {
  type: "aws:ec2/natGateway:NatGateway",
  title: "EC2 NAT Gateway",
  limits: { create: 600, update: 600, delete: 1800 },
  schema: {
    allocationId: text({ replaces: true }),
    availabilityMode: text({ computed: true, replaces: true, rule: oneOf("zonal") }),
    connectivityType: text({ fallback: "public", replaces: true, rule: oneOf("public", "private") }),
    privateIp: text({ computed: true, replaces: true }),
    subnetId: text({ required: true, replaces: true }),
    vpcId: text({ computed: true, rule: notGiven("regional gateways are not supported") }),
    ...REGION,
    ...TAGS,
    ...outputs("associationId", "networkInterfaceId", "publicIp", "autoProvisionZones"),
    ...outputs("autoScalingIps", "regionalNatGatewayAutoMode", "routeTableId"),
    ...unsupported("availabilityZoneAddresses", "secondaryAllocationIds", "secondaryPrivateIpAddressCount"),
    ...unsupported("secondaryPrivateIpAddresses"),
  },

  rules: ({ connectivityType, allocationId }) =>
    (connectivityType === "public") === (allocationId !== undefined)
      ? undefined
      : "allocationId must be given with the connectivityType public, and only with that",

  async create({ aws }, news) {
    const { NatGateway } = await aws.ec2.send(
      new CreateNatGatewayCommand({
        AllocationId: news.allocationId,
        ConnectivityType: news.connectivityType,
        PrivateIpAddress: news.privateIp,
        SubnetId: news.subnetId,
        TagSpecifications: tagSpecifications("natgateway", news),
      }),
    );
    return NatGateway!.NatGatewayId!;
  },

  async finish(work, id) {
    await waitForGateway(work, id, ["pending"], "available");
  },

  async read(work, id) {
    const found = await find(work, id);
    if (!found || found.State === "deleting" || found.State === "deleted") return undefined;
    const main = found.NatGatewayAddresses?.find(({ IsPrimary }) => IsPrimary !== false);
    return {
      allocationId: main?.AllocationId,
      associationId: main?.AssociationId ?? "",
      availabilityMode: "zonal",
      connectivityType: found.ConnectivityType ?? "public",
      networkInterfaceId: main?.NetworkInterfaceId,
      privateIp: main?.PrivateIp,
      publicIp: main?.PublicIp ?? "",
      subnetId: found.SubnetId,
      vpcId: found.VpcId,
      tagsAll: tagMap(found.Tags),
    };
  },

  retag,

  async delete(work, id) {
    const deletion = work.aws.ec2.send(new DeleteNatGatewayCommand({ NatGatewayId: id }));
    if (await unlessMissing(deletion, "NatGatewayNotFound"))
      await waitForGateway(work, id, ["available", "deleting"], undefined);
  },
};

async function find({ aws }: Work, id: string): Promise<NatGateway | undefined> {
  const answer = aws.ec2.send(new DescribeNatGatewaysCommand({ NatGatewayIds: [id] }));
  return (await unlessMissing(answer, "NatGatewayNotFound"))?.NatGateways?.[0];
}

async function waitForGateway(
  work: Work,
  id: string,
  pending: string[],
  target: string | undefined,
): Promise<void> {
  const state = async () => {
    const now = (await find(work, id))?.State;
    return now === "deleted" ? undefined : now;
  };
  const reason = async () => (await find(work, id))?.FailureMessage;
  await waitForState({ state, pending, target, reason }, work.patience);
}
