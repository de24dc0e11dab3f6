import {
  AssociateRouteTableCommand,
  DescribeRouteTablesCommand,
  DisassociateRouteTableCommand,
  ReplaceRouteTableAssociationCommand,
} from "@aws-sdk/client-ec2";
import type { Aws } from "../account/account";
import { unlessMissing } from "../account/apiError";
import { waitForState } from "../account/wait";
import { type Args, type Kind, REGION } from "../kind/kind";
import { text } from "../schema/property";

export const routeTableAssociation: Kind = {
  type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  title: "EC2 Route Table Association",
  limits: { create: 300, update: 120, delete: 300 },
  schema: {
    gatewayId: text({ replaces: true }),
    routeTableId: text({ required: true }),
    subnetId: text({ replaces: true }),
    ...REGION,
  },

  rules: ({ gatewayId, subnetId }) =>
    (gatewayId === undefined) === (subnetId === undefined)
      ? "one of subnetId, gatewayId must be given, and only one"
      : undefined,

  async create({ aws }, news) {
    const { AssociationId } = await aws.ec2.send(
      new AssociateRouteTableCommand({
        RouteTableId: news.routeTableId,
        SubnetId: news.subnetId,
        GatewayId: news.gatewayId,
      }),
    );
    return AssociationId!;
  },

  async finish({ aws, patience }, id, news) {
    const state = async () => (await find(aws, id, news))?.AssociationState?.State ?? "associated";
    await waitForState({ state, pending: ["associating"], target: "associated" }, patience);
  },

  async read({ aws }, id, prior) {
    const found = await find(aws, id, prior);
    return (
      found && { gatewayId: found.GatewayId, routeTableId: found.RouteTableId, subnetId: found.SubnetId }
    );
  },

  async update({ aws }, { id, olds, news, changed }) {
    if (!changed("routeTableId")) return;
    const AssociationId = (await find(aws, id, olds))?.RouteTableAssociationId;
    await aws.ec2.send(
      new ReplaceRouteTableAssociationCommand({ AssociationId, RouteTableId: news.routeTableId }),
    );
  },

  async delete({ aws }, id, state) {
    const found = await find(aws, id, state);
    if (!found) return;
    const AssociationId = found.RouteTableAssociationId;
    await unlessMissing(
      aws.ec2.send(new DisassociateRouteTableCommand({ AssociationId })),
      "InvalidAssociationID.NotFound",
    );
  },
};

/** An association that was moved to another table has another id, but joins the same subnet or gateway. */
async function find(aws: Aws, id: string, { subnetId, gatewayId, routeTableId }: Args) {
  const joined = await search(aws, "association.route-table-association-id", id);
  if (joined || !routeTableId) return joined;
  return subnetId
    ? search(aws, "association.subnet-id", subnetId as string)
    : search(aws, "association.gateway-id", gatewayId as string);
}

async function search(aws: Aws, filter: string, value: string) {
  const Filters = [{ Name: filter, Values: [value] }];
  const { RouteTables = [] } = await aws.ec2.send(new DescribeRouteTablesCommand({ Filters }));
  return RouteTables.flatMap(({ Associations = [] }) => Associations).find((association) =>
    [association.RouteTableAssociationId, association.SubnetId, association.GatewayId].includes(value),
  );
}
