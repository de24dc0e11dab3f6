"""Networks, machines, clusters and load balancers."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..state import state
from .resource import Resource, resource


def of_ec2(backend: Any) -> Iterator[Resource]:
    for kind, items in _collections(backend):
        for item in items:
            id_ = getattr(item, "allocation_id", None) or item.id
            arn = f"arn:{backend.partition}:ec2:{backend.region_name}:{backend.account_id}:{_path(kind)}/{id_}"
            yield resource("ec2", kind, id_, {tag["key"]: tag["value"] for tag in item.get_tags()}, arn)


def _path(kind: str) -> str:
    paths = {"NatGateway": "natgateway", "FlowLog": "vpc-flow-log", "ElasticIp": "elastic-ip"}
    return paths.get(kind) or "".join(f"-{c.lower()}" if c.isupper() else c for c in kind).lstrip("-")


def _collections(backend: Any) -> Iterator[tuple[str, Iterable[Any]]]:
    """All but the default VPC and its parts, and what comes and goes with each VPC."""
    own = {vpc.id for vpc in backend.vpcs.values() if vpc.is_default}
    subnets = [subnet for by_zone in backend.subnets.values() for subnet in by_zone.values()]
    groups = [group for by_vpc in backend.groups.values() for group in by_vpc.values()]
    yield "Vpc", [vpc for vpc in backend.vpcs.values() if vpc.id not in own]
    yield "Subnet", [subnet for subnet in subnets if subnet.vpc_id not in own]
    yield "RouteTable", [table for table in backend.route_tables.values() if table.main_association_id is None]
    yield "SecurityGroup", [group for group in groups if not group.is_default]
    yield "NetworkAcl", [acl for acl in backend.network_acls.values() if not acl.default and acl.default != "true"]
    yield "InternetGateway", [one for one in backend.internet_gateways.values() if one.vpc is None or one.vpc.id not in own]
    yield "NatGateway", [gateway for gateway in backend.nat_gateways.values() if gateway.state != "deleted"]
    yield "ElasticIp", backend.addresses
    yield "VpcEndpoint", [one for one in backend.vpc_end_points.values() if one.state != "deleted"]
    yield "FlowLog", backend.flow_logs.values()
    yield "NetworkInterface", [one for one in backend.enis.values() if not _is_of_nat_gateway(backend, one)]
    yield "Volume", backend.volumes.values()
    instances = [one for reservation in backend.reservations.values() for one in reservation.instances]
    yield "Instance", [one for one in instances if one.state != "terminated"]


def _is_of_nat_gateway(backend: Any, interface: Any) -> bool:
    return any(interface.id == getattr(one, "_eni", interface).id for one in backend.nat_gateways.values())


def of_load_balancing(backend: Any) -> Iterator[Resource]:
    tags = backend.tagging_service.get_tag_dict_for_resource
    for balancer in backend.load_balancers.values():
        yield resource("elbv2", "LoadBalancer", balancer.name, tags(balancer.arn), balancer.arn)
    for group in backend.target_groups.values():
        yield resource("elbv2", "TargetGroup", group.name, tags(group.arn), group.arn)


def of_eks() -> Iterator[Resource]:
    for clusters in state.clusters.values():
        for cluster in clusters.values():
            yield resource("eks", "Cluster", cluster.name, cluster.shape["tags"], cluster.shape["arn"])
            for addon in cluster.addons.values():
                yield resource("eks", "Addon", addon["addonName"], addon["tags"], addon["addonArn"])
            for entry in cluster.access_entries.values():
                yield resource("eks", "AccessEntry", entry["principalArn"], entry["tags"], entry["accessEntryArn"])
            for one in cluster.pod_identities.values():
                yield resource("eks", "PodIdentityAssociation", one["associationId"], one["tags"], one["associationArn"])
