import {
  AllocateAddressCommand,
  DescribeAddressesCommand,
  DisassociateAddressCommand,
  ReleaseAddressCommand,
} from "@aws-sdk/client-ec2";
import type { Aws } from "../account/account";
import { isCode, unlessMissing } from "../account/apiError";
import { whileRefused } from "../account/wait";
import { type Kind, REGION, TAGS } from "../kind/kind";
import { tagMap } from "../kind/tagging";
import { oneOf } from "../rules/rule";
import { outputs, text, unsupported } from "../schema/property";
import { retag, tagSpecifications } from "./tags";

export const eip: Kind = {
  type: "aws:ec2/eip:Eip",
  title: "EC2 EIP",
  limits: { create: 900, update: 300, delete: 180 },
  schema: {
    domain: text({ computed: true, replaces: true, rule: oneOf("vpc", "standard") }),
    networkBorderGroup: text({ computed: true, replaces: true }),
    publicIpv4Pool: text({ computed: true, replaces: true }),
    ...REGION,
    ...TAGS,
    ...outputs("allocationId", "arn", "associationId", "carrierIp", "customerOwnedIp", "privateDns"),
    ...outputs("privateIp", "ptrRecord", "publicDns", "publicIp"),
    ...unsupported("address", "associateWithPrivateIp", "customerOwnedIpv4Pool", "instance", "ipamPoolId"),
    ...unsupported("networkInterface"),
  },

  async create({ aws }, news) {
    const { AllocationId } = await aws.ec2.send(
      new AllocateAddressCommand({
        Domain: news.domain ?? "vpc",
        NetworkBorderGroup: news.networkBorderGroup,
        PublicIpv4Pool: news.publicIpv4Pool,
        TagSpecifications: tagSpecifications("elastic-ip", news),
      }),
    );
    return AllocationId!;
  },

  async read({ aws }, id) {
    const found = await find(aws, id);
    if (!found) return undefined;
    return {
      allocationId: id,
      arn: aws.arn("ec2", `elastic-ip/${id}`),
      associationId: found.AssociationId ?? "",
      carrierIp: found.CarrierIp ?? "",
      customerOwnedIp: found.CustomerOwnedIp ?? "",
      domain: found.Domain,
      networkBorderGroup: found.NetworkBorderGroup ?? aws.region,
      privateDns: dnsOf("ip", found.PrivateIpAddress, `.${aws.region}.compute.internal`),
      privateIp: found.PrivateIpAddress ?? "",
      ptrRecord: "",
      publicDns: dnsOf("ec2", found.PublicIp, `.${aws.region}.compute.${aws.dnsSuffix}`),
      publicIp: found.PublicIp,
      publicIpv4Pool: found.PublicIpv4Pool ?? "amazon",
      tagsAll: tagMap(found.Tags),
    };
  },

  retag,

  async delete({ aws, patience }, id) {
    const { AssociationId } = (await find(aws, id)) ?? {};
    if (AssociationId)
      await unlessMissing(
        aws.ec2.send(new DisassociateAddressCommand({ AssociationId })),
        "InvalidAssociationID.NotFound",
      );
    const call = () => aws.ec2.send(new ReleaseAddressCommand({ AllocationId: id }));
    const gone = whileRefused(patience, call, (error) =>
      isCode(error, "AuthFailure", "InvalidIPAddress.InUse"),
    );
    await unlessMissing(gone, "InvalidAllocationID.NotFound");
  },
};

async function find(aws: Aws, id: string) {
  const answer = aws.ec2.send(new DescribeAddressesCommand({ AllocationIds: [id] }));
  return (await unlessMissing(answer, "InvalidAllocationID.NotFound"))?.Addresses?.[0];
}

function dnsOf(prefix: string, address: string | undefined, suffix: string): string {
  return address ? `${prefix}-${address.replaceAll(".", "-")}${suffix}` : "";
}
