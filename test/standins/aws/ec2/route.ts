import {
  CreateRouteCommand,
  DeleteRouteCommand,
  ReplaceRouteCommand,
  type Route as Found,
} from "@aws-sdk/client-ec2";
import { crc32 } from "node:zlib";
import type { Aws } from "../account/account";
import { isCode, unlessMissing } from "../account/apiError";
import { waitForState, whileRefused } from "../account/wait";
import { type Args, type Kind, REGION } from "../kind/kind";
import { network } from "../rules/network";
import { notGiven } from "../rules/rule";
import { outputs, text, unsupported } from "../schema/property";
import { findRouteTable } from "./routeTable";

const TARGETS = ["gatewayId", "natGatewayId", "transitGatewayId", "vpcEndpointId", "vpcPeeringConnectionId"];

export const route: Kind = {
  type: "aws:ec2/route:Route",
  title: "EC2 Route",
  limits: { create: 300, update: 120, delete: 300 },
  schema: {
    destinationCidrBlock: text({ required: true, replaces: true, rule: network }),
    routeTableId: text({ required: true, replaces: true }),
    ...{ gatewayId: text(), natGatewayId: text(), transitGatewayId: text(), vpcEndpointId: text() },
    vpcPeeringConnectionId: text(),
    networkInterfaceId: text({ computed: true, rule: notGiven("route to a gateway") }),
    ...REGION,
    ...outputs("instanceId", "instanceOwnerId", "origin", "state"),
    ...unsupported(
      "carrierGatewayId",
      "coreNetworkArn",
      "destinationIpv6CidrBlock",
      "destinationPrefixListId",
    ),
    ...unsupported("egressOnlyGatewayId", "localGatewayId", "odbNetworkArn"),
  },

  rules: (inputs) =>
    TARGETS.filter((name) => inputs[name] !== undefined).length === 1
      ? undefined
      : `one of ${TARGETS.join(", ")} must be given, and only one`,

  async create({ aws, patience }, news) {
    const existing = await find(aws, news);
    if (existing?.Origin === "CreateRoute")
      throw new Error(
        `api error RouteAlreadyExists: Route in Route Table (${news.routeTableId}) with destination (${news.destinationCidrBlock}) already exists`,
      );
    const passing = (error: unknown) =>
      isCode(
        error,
        "InvalidParameterException",
        "InvalidTransitGatewayID.NotFound",
        "InvalidNatGatewayID.NotFound",
      );
    await whileRefused(patience, () => aws.ec2.send(new CreateRouteCommand(inputOf(news))), passing);
    return `r-${news.routeTableId}${crc32(news.destinationCidrBlock as string)}`;
  },

  async finish({ aws, patience }, _id, news) {
    const state = async () => ((await find(aws, news)) ? "ready" : "absent");
    await waitForState({ state, pending: ["absent"], target: "ready" }, patience);
  },

  async read({ aws }, _id, prior) {
    const found = await find(aws, prior);
    if (!found) return undefined;
    const { GatewayId = "" } = found;
    return {
      routeTableId: prior.routeTableId,
      destinationCidrBlock: found.DestinationCidrBlock,
      ...(GatewayId.startsWith("vpce-") ? { vpcEndpointId: GatewayId } : { gatewayId: found.GatewayId }),
      natGatewayId: found.NatGatewayId,
      transitGatewayId: found.TransitGatewayId,
      vpcPeeringConnectionId: found.VpcPeeringConnectionId,
      instanceId: found.InstanceId ?? "",
      instanceOwnerId: found.InstanceOwnerId ?? "",
      networkInterfaceId: found.NetworkInterfaceId ?? "",
      origin: found.Origin,
      state: found.State,
    };
  },

  async update({ aws }, { news, changed }) {
    if (changed(...TARGETS)) await aws.ec2.send(new ReplaceRouteCommand(inputOf(news)));
  },

  async delete({ aws, patience }, _id, state) {
    const { RouteTableId, DestinationCidrBlock } = inputOf(state);
    const gone = aws.ec2.send(new DeleteRouteCommand({ RouteTableId, DestinationCidrBlock }));
    await unlessMissing(gone, "InvalidRoute.NotFound", "InvalidRouteTableID.NotFound");
    const left = async () => ((await find(aws, state)) ? "present" : undefined);
    await waitForState({ state: left, pending: ["present"], target: undefined }, patience);
  },
};

function inputOf(args: Args) {
  return {
    RouteTableId: args.routeTableId as string,
    DestinationCidrBlock: args.destinationCidrBlock as string,
    GatewayId: args.gatewayId as string | undefined,
    NatGatewayId: args.natGatewayId as string | undefined,
    TransitGatewayId: args.transitGatewayId as string | undefined,
    VpcEndpointId: args.vpcEndpointId as string | undefined,
    VpcPeeringConnectionId: args.vpcPeeringConnectionId as string | undefined,
  };
}

async function find(aws: Aws, { routeTableId, destinationCidrBlock }: Args): Promise<Found | undefined> {
  const table = await findRouteTable(aws, routeTableId as string);
  return table?.Routes?.find((route) => route.DestinationCidrBlock === destinationCidrBlock);
}
