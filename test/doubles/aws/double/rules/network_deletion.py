"""EC2: what cannot be deleted while something else needs it."""

from typing import Any

from ..call import Call
from ..failure import AwsError
from ..registry import checks
from ..resources import ec2_of
from ..state import state
from .internet import internet_gateway_of


@checks("ec2", "DeleteVpc")
def check_vpc_empty(call: Call) -> None:
    vpc_id = call.parameters["VpcId"]
    ec2 = ec2_of(call)
    left = [
        internet_gateway_of(call, vpc_id),
        *(group for group in ec2.groups.get(vpc_id, {}).values() if not group.is_default),
        *(one for one in ec2.vpc_end_points.values() if one.vpc_id == vpc_id and one.state != "deleted"),
        *(one for one in ec2.network_acls.values() if one.vpc_id == vpc_id and not _is_default(one)),
    ]
    if any(left):
        names = sorted(one.id for one in left if one)
        raise _in_use(f"The vpc '{vpc_id}' has dependencies and cannot be deleted: {names}.")


@checks("ec2", "DeleteSubnet")
def check_subnet_empty(call: Call) -> None:
    id_ = call.parameters["SubnetId"]
    interfaces = [one for one in ec2_of(call).enis.values() if one.subnet.id == id_]
    # EKS keeps network interfaces of its control plane in a cluster's subnets.
    users = [one.id for one in interfaces] + [one.name for one in _clusters(call) if id_ in _network(one)["subnetIds"]]
    if users:
        raise _in_use(f"The subnet '{id_}' has dependencies and cannot be deleted: {users}.")


@checks("ec2", "DeleteSecurityGroup")
def check_group_unused(call: Call) -> None:
    id_ = call.parameters.get("GroupId", "")
    group = ec2_of(call).get_security_group_from_id(id_)
    if group and group.is_default:
        raise AwsError("CannotDelete", f'the specified group: "{id_}" name: "default" cannot be deleted by a user')
    for cluster in _clusters(call):
        network = _network(cluster)
        if id_ in (network["clusterSecurityGroupId"], *network["securityGroupIds"]):
            raise _in_use(f"resource {id_} has a dependent object: {cluster.name}")


def _clusters(call: Call) -> list[Any]:
    return list(state.clusters[call.account, call.region].values())


def _network(cluster: Any) -> dict[str, Any]:
    network: dict[str, Any] = cluster.shape["resourcesVpcConfig"]
    return network


def _is_default(acl: Any) -> bool:
    return str(acl.default).lower() == "true"


def _in_use(message: str) -> AwsError:
    return AwsError("DependencyViolation", message)
