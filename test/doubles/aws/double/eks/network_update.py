"""Changes of a cluster's endpoint, subnets and security groups."""

from typing import Any

from ..call import Call
from .cluster_defaults import network
from .clusters import Cluster
from .errors import invalid_parameter
from .network_rules import check_endpoint, check_network
from .updates import add_update

Shape = dict[str, Any]
ENDPOINT = {
    "endpointPublicAccess": "EndpointPublicAccess",
    "endpointPrivateAccess": "EndpointPrivateAccess",
    "publicAccessCidrs": "PublicAccessCidrs",
}
PLACE = {"subnetIds": "Subnets", "securityGroupIds": "SecurityGroups"}


def update_network(call: Call, cluster: Cluster, asked: Shape) -> Shape:
    change = asked["resourcesVpcConfig"]
    before = cluster.shape["resourcesVpcConfig"]
    if change.keys() & ENDPOINT.keys() and change.keys() & PLACE.keys():
        raise invalid_parameter("Endpoint access and subnets or security groups cannot change in one update")
    if all(_equal(before.get(key), value) for key, value in change.items()):
        raise invalid_parameter("Cluster is already at the desired configuration")
    if change.keys() & PLACE.keys():
        return _update_place(call, cluster, change)
    after = network(before | change)
    check_endpoint(after)
    cluster.shape["resourcesVpcConfig"] = after
    return add_update(cluster, "EndpointAccessUpdate", _named(change, ENDPOINT))


def _update_place(call: Call, cluster: Cluster, change: Shape) -> Shape:
    after = cluster.shape["resourcesVpcConfig"] | change
    if check_network(call, after) != after["vpcId"]:
        raise invalid_parameter(f"Subnets must belong to the cluster's VPC {after['vpcId']}")
    cluster.shape["resourcesVpcConfig"] = after
    return add_update(cluster, "VpcConfigUpdate", _named(change, PLACE))


def _named(change: Shape, names: dict[str, str]) -> Shape:
    return {names[key]: value for key, value in change.items() if key in names}


def _equal(one: Any, other: Any) -> bool:
    return sorted(one) == sorted(other) if isinstance(one, list) else one == other
