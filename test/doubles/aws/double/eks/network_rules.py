"""What EKS demands of a cluster's network."""

from ipaddress import AddressValueError, IPv4Network, NetmaskValueError
from typing import Any

from ..call import Call
from ..resources import MotoErrors, ec2_of, subnet_by_id
from .errors import invalid_parameter

Shape = dict[str, Any]
SERVICE_RANGES = [IPv4Network("10.0.0.0/8"), IPv4Network("172.16.0.0/12"), IPv4Network("192.168.0.0/16")]
EVERYONE = IPv4Network("0.0.0.0/0")
# Private, shared, loopback, link-local, multicast and reserved ranges.
NOT_PUBLIC = [
    *SERVICE_RANGES,
    *map(IPv4Network, ("0.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4")),
]
MOST_ACCESS_CIDRS = 40


def check_network(call: Call, network: Shape) -> str:
    """Answers the id of the VPC."""
    vpc_id = _check_subnets(call, network.get("subnetIds", []))
    _check_security_groups(call, network.get("securityGroupIds", []), vpc_id)
    check_endpoint(network)
    return vpc_id


def check_endpoint(network: Shape) -> None:
    if not network.get("endpointPublicAccess", True) and not network.get("endpointPrivateAccess", False):
        raise invalid_parameter("Private and public endpoint access cannot be false")
    cidrs = network.get("publicAccessCidrs", [])
    if len(cidrs) > MOST_ACCESS_CIDRS:
        raise invalid_parameter(f"publicAccessCidrs must be at most {MOST_ACCESS_CIDRS}, got {len(cidrs)}")
    wrong = [cidr for cidr in cidrs if not _is_public(cidr)]
    if wrong:
        raise invalid_parameter(f"The following CIDRs are invalid in publicAccessCidrs: {wrong}")


def check_service_range(call: Call, cidr: str | None, vpc_id: str) -> None:
    if cidr is None:
        return
    network = _network(cidr)
    if network is None or not any(network.subnet_of(range_) for range_ in SERVICE_RANGES):
        raise invalid_parameter(f"serviceIpv4Cidr must be a private IPv4 range, got {cidr}")
    if not 12 <= network.prefixlen <= 24:
        raise invalid_parameter(f"serviceIpv4Cidr must be between /24 and /12, got {cidr}")
    for block in ec2_of(call).get_vpc(vpc_id).get_cidr_block_association_set():
        if network.overlaps(IPv4Network(block["cidr_block"])):
            raise invalid_parameter(f"serviceIpv4Cidr {cidr} overlaps with the VPC's {block['cidr_block']}")


def _check_subnets(call: Call, ids: list[str]) -> str:
    subnets = []
    for subnet_id in ids:
        subnet = subnet_by_id(call, subnet_id)
        if subnet is None:
            raise invalid_parameter(f"The subnet ID '{subnet_id}' does not exist")
        subnets.append(subnet)
    if len({subnet.vpc_id for subnet in subnets}) > 1:
        raise invalid_parameter("Subnets specified must belong to the same VPC")
    if len({subnet.availability_zone for subnet in subnets}) < 2:
        raise invalid_parameter("Subnets specified must be in at least two different AZs")
    return str(subnets[0].vpc_id)


def _check_security_groups(call: Call, ids: list[str], vpc_id: str) -> None:
    for group_id in ids:
        try:
            group = ec2_of(call).get_security_group_from_id(group_id)
        except MotoErrors:
            group = None
        if group is None or group.vpc_id != vpc_id:
            raise invalid_parameter(f"The security group {group_id} does not exist in {vpc_id}")


def _is_public(cidr: str) -> bool:
    network = _network(cidr)
    if network is None or network == EVERYONE:
        return network is not None
    return not any(network.overlaps(range_) for range_ in NOT_PUBLIC)


def _network(cidr: str) -> IPv4Network | None:
    """None unless it is an IPv4 range with its prefix, written without host bits."""
    try:
        return IPv4Network(cidr) if "/" in cidr else None
    except (AddressValueError, NetmaskValueError, ValueError):
        return None
