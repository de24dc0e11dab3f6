"""EC2: route tables and their routes."""

from ipaddress import IPv4Network
from typing import Any

from ..call import Call
from ..failure import AwsError
from ..registry import checks
from ..resources import ec2_of, subnet_by_id
from .internet import internet_gateway_of, working_nat_gateways


@checks("ec2", "CreateRoute", "ReplaceRoute")
def check_target(call: Call) -> None:
    asked = call.parameters
    table = table_of(call, asked["RouteTableId"])
    targets = [key for key in asked if key.endswith("Id") and key not in ("RouteTableId", "DestinationPrefixListId")]
    if len(targets) != 1:
        raise AwsError("InvalidParameterCombination", f"A route needs exactly one target, got {targets}")
    if "NatGatewayId" in asked and asked["NatGatewayId"] not in {one.id for one in working_nat_gateways(call)}:
        raise AwsError("InvalidNatGatewayID.NotFound", f"The natGateway ID '{asked['NatGatewayId']}' does not exist")
    gateway = asked.get("GatewayId", "")
    if gateway.startswith("igw-"):
        attached = internet_gateway_of(call, table.vpc_id)
        if gateway in ec2_of(call).internet_gateways and (attached is None or attached.id != gateway):
            message = f"route table {table.id} and network gateway {gateway} belong to different networks"
            raise AwsError("InvalidParameterValue", message)


@checks("ec2", "CreateRoute")
def check_destination(call: Call) -> None:
    destination = call.parameters.get("DestinationCidrBlock")
    vpc = ec2_of(call).get_vpc(table_of(call, call.parameters["RouteTableId"]).vpc_id)
    if destination and IPv4Network(destination).subnet_of(IPv4Network(vpc.cidr_block)):
        message = f"The destination CIDR block {destination} is equal to or more specific than one of this VPC's CIDR blocks."
        raise AwsError("InvalidParameterValue", message)


@checks("ec2", "AssociateRouteTable")
def check_association(call: Call) -> None:
    subnet_id = call.parameters.get("SubnetId")
    if subnet_id is None:
        return
    table, subnet = table_of(call, call.parameters["RouteTableId"]), subnet_by_id(call, subnet_id)
    if subnet and subnet.vpc_id != table.vpc_id:
        message = f"Route table {table.id} and subnet {subnet_id} belong to different networks"
        raise AwsError("InvalidParameterValue", message)
    others = [one for one in ec2_of(call).route_tables.values() if one.id != table.id]
    if any(subnet_id in one._associations.values() for one in others):
        message = f"the specified association for route table {table.id} conflicts with an existing association"
        raise AwsError("Resource.AlreadyAssociated", message)


def table_of(call: Call, id_: str) -> Any:
    table = ec2_of(call).route_tables.get(id_)
    if table is None:
        raise AwsError("InvalidRouteTableID.NotFound", f"The routeTable ID '{id_}' does not exist")
    return table
