import {
  CreateRouteTableCommand,
  DeleteRouteTableCommand,
  DescribeRouteTablesCommand,
  DisassociateRouteTableCommand,
  type Route,
  type RouteTable,
} from "@aws-sdk/client-ec2";
import type { Aws } from "../account/account";
import { unlessMissing } from "../account/apiError";
import { type Args, type Kind, REGION, TAGS } from "../kind/kind";
import { tagMap } from "../kind/tagging";
import { notGiven } from "../rules/rule";
import { block, outputs, set, text, unsupported } from "../schema/property";
import { retag, tagSpecifications } from "./tags";

export const routeTable: Kind = {
  type: "aws:ec2/routeTable:RouteTable",
  title: "EC2 Route Table",
  schema: {
    vpcId: text({ required: true, replaces: true }),
    // Routes are read, but made by the resource Route alone.
    routes: set(
      block({
        ...{ cidrBlock: text(), destinationPrefixListId: text(), gatewayId: text(), natGatewayId: text() },
        ...unsupported("carrierGatewayId", "coreNetworkArn", "egressOnlyGatewayId", "ipv6CidrBlock"),
        ...unsupported("localGatewayId", "networkInterfaceId", "odbNetworkArn", "transitGatewayId"),
        ...unsupported("vpcEndpointId", "vpcPeeringConnectionId"),
      }),
      {
        computed: true,
        rule: notGiven("make routes by the resource Route"),
      },
    ),
    ...REGION,
    ...TAGS,
    ...outputs("arn", "ownerId"),
    ...unsupported("propagatingVgws"),
  },

  async create({ aws }, news) {
    const input = { VpcId: news.vpcId as string, TagSpecifications: tagSpecifications("route-table", news) };
    const { RouteTable } = await aws.ec2.send(new CreateRouteTableCommand(input));
    return RouteTable!.RouteTableId!;
  },

  async read({ aws }, id) {
    const found = await findRouteTable(aws, id);
    if (!found) return undefined;
    return {
      vpcId: found.VpcId,
      routes: (found.Routes ?? []).filter(isMade).map(routeOf),
      ownerId: found.OwnerId,
      arn: aws.arn("ec2", `route-table/${id}`, found.OwnerId),
      tagsAll: tagMap(found.Tags),
    };
  },

  retag,

  async delete({ aws }, id) {
    const found = await findRouteTable(aws, id);
    for (const { RouteTableAssociationId: AssociationId } of found?.Associations ?? [])
      await aws.ec2.send(new DisassociateRouteTableCommand({ AssociationId }));
    const gone = aws.ec2.send(new DeleteRouteTableCommand({ RouteTableId: id }));
    await unlessMissing(gone, "InvalidRouteTableID.NotFound");
  },
};

export async function findRouteTable(aws: Aws, id: string): Promise<RouteTable | undefined> {
  const answer = aws.ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [id] }));
  return (await unlessMissing(answer, "InvalidRouteTableID.NotFound"))?.RouteTables?.[0];
}

/** The network's own route and those of gateway endpoints are no concern of the table. */
function isMade({ GatewayId = "" }: Route): boolean {
  return GatewayId !== "local" && !GatewayId.startsWith("vpce-");
}

function routeOf(route: Route): Args {
  return {
    cidrBlock: route.DestinationCidrBlock,
    destinationPrefixListId: route.DestinationPrefixListId,
    gatewayId: route.GatewayId,
    natGatewayId: route.NatGatewayId,
  };
}
