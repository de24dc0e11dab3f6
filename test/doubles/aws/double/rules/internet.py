"""EC2: internet gateways, NAT gateways and public addresses."""

from typing import Any

from ..call import Call
from ..failure import AwsError
from ..registry import checks, completes
from ..resources import ec2_of, subnet_by_id


@checks("ec2", "AttachInternetGateway")
def check_one_gateway_per_vpc(call: Call) -> None:
    vpc_id = call.parameters["VpcId"]
    if internet_gateway_of(call, vpc_id):
        message = f"Network {vpc_id} already has an internet gateway attached"
        raise AwsError("InvalidParameterValue", message)


@checks("ec2", "DetachInternetGateway")
def check_no_public_addresses(call: Call) -> None:
    vpc_id = call.parameters["VpcId"]
    if any(_vpc_of(call, gateway) == vpc_id for gateway in working_nat_gateways(call)):
        message = (
            f"Network {vpc_id} has some mapped public address(es). "
            "Please unmap those public address(es) before detaching the gateway."
        )
        raise AwsError("DependencyViolation", message)


@checks("ec2", "CreateNatGateway")
def check_internet_reachable(call: Call) -> None:
    subnet = subnet_by_id(call, call.parameters["SubnetId"])
    public = call.parameters.get("ConnectivityType", "public") == "public"
    if public and "AllocationId" not in call.parameters:
        raise AwsError("MissingParameter", "The request must include the AllocationId parameter.")
    if subnet and public and not internet_gateway_of(call, subnet.vpc_id):
        raise AwsError("Gateway.NotAttached", f"Network {subnet.vpc_id} has no Internet gateway attached")


@checks("ec2", "ReleaseAddress")
def check_address_unused(call: Call) -> None:
    id_ = call.parameters.get("AllocationId")
    address = next((one for one in ec2_of(call).addresses if one.allocation_id == id_), None)
    if address and address.association_id:
        raise AwsError("InvalidIPAddress.InUse", f"Address {address.public_ip} is in use.")


@checks("ec2", "DeleteNatGateway")
def check_nat_gateway_exists(call: Call) -> None:
    id_ = call.parameters["NatGatewayId"]
    if id_ not in ec2_of(call).nat_gateways:
        raise AwsError("NatGatewayNotFound", f"NatGateway {id_} was not found")


@completes("ec2", "DeleteNatGateway")
def free_address(call: Call) -> None:
    """The gateway's address and network interface go with it."""
    ec2 = ec2_of(call)
    gateway = ec2.nat_gateways[call.parameters["NatGatewayId"]]
    for one in ec2.addresses:
        if one.eni is not None and one.eni.id == gateway._eni.id:
            ec2.disassociate_address(association_id=one.association_id)
    ec2.enis.pop(gateway._eni.id, None)


def internet_gateway_of(call: Call, vpc_id: str) -> Any | None:
    gateways = ec2_of(call).internet_gateways.values()
    return next((one for one in gateways if one.vpc and one.vpc.id == vpc_id), None)


def working_nat_gateways(call: Call) -> list[Any]:
    return [one for one in ec2_of(call).nat_gateways.values() if one.state != "deleted"]


def _vpc_of(call: Call, gateway: Any) -> str | None:
    subnet = subnet_by_id(call, gateway.subnet_id)
    return subnet.vpc_id if subnet else None
