import {
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
} from "@aws-sdk/client-ec2";
import type { Aws } from "../account/account";
import type { Args } from "../kind/kind";

/** What AWS made along with the network. */
export async function defaultsOf({ ec2 }: Aws, id: string): Promise<Args> {
  const inVpc = { Name: "vpc-id", Values: [id] };
  const isDefault = { Name: "default", Values: ["true"] };
  const isMain = { Name: "association.main", Values: ["true"] };
  const isNamedDefault = { Name: "group-name", Values: ["default"] };
  const [acls, groups, tables] = await Promise.all([
    ec2.send(new DescribeNetworkAclsCommand({ Filters: [inVpc, isDefault] })),
    ec2.send(new DescribeSecurityGroupsCommand({ Filters: [inVpc, isNamedDefault] })),
    ec2.send(new DescribeRouteTablesCommand({ Filters: [inVpc, isMain] })),
  ]);
  const main = tables.RouteTables?.[0]?.RouteTableId;
  return {
    defaultNetworkAclId: acls.NetworkAcls?.[0]?.NetworkAclId,
    defaultSecurityGroupId: groups.SecurityGroups?.[0]?.GroupId,
    defaultRouteTableId: main,
    mainRouteTableId: main,
  };
}
