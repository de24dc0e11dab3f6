import {
  CreateVpcEndpointCommand,
  DeleteVpcEndpointsCommand,
  DescribePrefixListsCommand,
  DescribeVpcEndpointsCommand,
  ModifyVpcEndpointCommand,
  type VpcEndpoint,
} from "@aws-sdk/client-ec2";
import type { Aws } from "../account/account";
import { unlessMissing } from "../account/apiError";
import { waitForState } from "../account/wait";
import { type Args, type Kind, REGION, TAGS, type Work } from "../kind/kind";
import { tagMap } from "../kind/tagging";
import { policy, samePolicy } from "../rules/policy";
import { oneOf } from "../rules/rule";
import { flag, outputs, set, text, unsupported } from "../schema/property";
import { retag, tagSpecifications } from "./tags";

/** Gateway endpoints alone: those of the type Interface need parts that the stand-in does not know. */
export const vpcEndpoint: Kind = {
  type: "aws:ec2/vpcEndpoint:VpcEndpoint",
  title: "EC2 VPC Endpoint",
  schema: {
    policy: text({ computed: true, document: true, rule: policy, same: samePolicy }),
    routeTableIds: set(text(), { computed: true }),
    serviceName: text({ required: true, replaces: true }),
    vpcEndpointType: text({ fallback: "Gateway", replaces: true, rule: oneOf("Gateway") }),
    vpcId: text({ required: true, replaces: true }),
    ...REGION,
    ...TAGS,
    ...outputs("arn", "ownerId", "prefixListId", "state"),
    cidrBlocks: set(text(), { output: true }),
    networkInterfaceIds: set(text(), { output: true }),
    requesterManaged: flag({ output: true }),
    ...unsupported(
      "autoAccept",
      "dnsOptions",
      "ipAddressType",
      "privateDnsEnabled",
      "resourceConfigurationArn",
    ),
    ...unsupported(
      "securityGroupIds",
      "serviceNetworkArn",
      "serviceRegion",
      "subnetConfigurations",
      "subnetIds",
    ),
  },

  async create({ aws }, news) {
    const { VpcEndpoint } = await aws.ec2.send(
      new CreateVpcEndpointCommand({
        PolicyDocument: news.policy,
        RouteTableIds: news.routeTableIds,
        ServiceName: news.serviceName,
        VpcEndpointType: news.vpcEndpointType,
        VpcId: news.vpcId,
        TagSpecifications: tagSpecifications("vpc-endpoint", news),
      }),
    );
    return VpcEndpoint!.VpcEndpointId!;
  },

  async finish(work, id) {
    await waitForEndpoint(work, id, ["pending"], ["available", "pendingacceptance"]);
  },

  async read({ aws }, id) {
    const found = await find(aws, id);
    if (!found || stateOf(found) === "deleted") return undefined;
    return {
      arn: aws.arn("ec2", `vpc-endpoint/${id}`, found.OwnerId || aws.account.id),
      networkInterfaceIds: found.NetworkInterfaceIds ?? [],
      ownerId: found.OwnerId || aws.account.id,
      policy: found.PolicyDocument,
      requesterManaged: found.RequesterManaged ?? false,
      routeTableIds: found.RouteTableIds ?? [],
      serviceName: found.ServiceName,
      state: stateOf(found),
      vpcEndpointType: found.VpcEndpointType,
      vpcId: found.VpcId,
      tagsAll: tagMap(found.Tags),
      ...(await addressesOf(aws, found.ServiceName!)),
    };
  },

  async update(work, { id, olds, news, changed }) {
    const input: Args = {};
    if (changed("policy"))
      Object.assign(input, news.policy ? { PolicyDocument: news.policy } : { ResetPolicy: true });
    if (changed("routeTableIds")) {
      const [before, after] = [olds.routeTableIds ?? [], news.routeTableIds ?? []] as string[][];
      input.AddRouteTableIds = after.filter((id) => !before.includes(id));
      input.RemoveRouteTableIds = before.filter((id) => !after.includes(id));
    }
    if (Object.keys(input).length === 0) return;
    await work.aws.ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId: id, ...input }));
    await waitForEndpoint(work, id, ["pending"], ["available"]);
  },

  retag,

  async delete(work, id) {
    const { Unsuccessful = [] } = await work.aws.ec2.send(
      new DeleteVpcEndpointsCommand({ VpcEndpointIds: [id] }),
    );
    const refused = Unsuccessful.find(({ Error }) => Error?.Code !== "InvalidVpcEndpointId.NotFound");
    if (refused) throw new Error(`api error ${refused.Error?.Code}: ${refused.Error?.Message}`);
    await waitForEndpoint(work, id, ["available", "pendingacceptance", "deleting"], undefined);
  },
};

async function find(aws: Aws, id: string): Promise<VpcEndpoint | undefined> {
  const answer = aws.ec2.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [id] }));
  return (await unlessMissing(answer, "InvalidVpcEndpointId.NotFound"))?.VpcEndpoints?.[0];
}

/** AWS writes states in both ways. */
const stateOf = (found: VpcEndpoint) => found.State?.toLowerCase();

async function addressesOf(aws: Aws, serviceName: string): Promise<Args> {
  const Filters = [{ Name: "prefix-list-name", Values: [serviceName] }];
  const { PrefixLists = [] } = await aws.ec2.send(new DescribePrefixListsCommand({ Filters }));
  const own = PrefixLists.find(({ PrefixListName }) => PrefixListName === serviceName);
  return { prefixListId: own?.PrefixListId, cidrBlocks: own?.Cidrs ?? [] };
}

async function waitForEndpoint(
  { aws, patience }: Work,
  id: string,
  pending: string[],
  target: string[] | undefined,
): Promise<void> {
  const state = async () => {
    const found = await find(aws, id);
    const now = found && stateOf(found);
    return target === undefined && now === "deleted" ? undefined : now;
  };
  const reason = async () => (await find(aws, id))?.LastError?.Message;
  await waitForState({ state, pending, target, reason }, patience);
}
