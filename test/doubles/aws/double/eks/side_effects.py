"""What EKS itself makes in other services for a cluster."""

from zlib import crc32

from moto.logs.models import logs_backends

from ..call import Call
from ..resources import ec2_of
from .clusters import Cluster, clusters_of


def add_security_group(call: Call, name: str, vpc_id: str) -> str:
    """The group that EKS's network interfaces and Auto Mode's nodes share; answers its id."""
    group = ec2_of(call).create_security_group(
        f"eks-cluster-sg-{name}-{crc32(name.encode())}",
        "EKS created security group applied to ENI that is attached to EKS Control Plane master nodes",
        vpc_id=vpc_id,
        tags={"aws:eks:cluster-name": name, f"kubernetes.io/cluster/{name}": "owned"},
    )
    return str(group.id)


def remove_security_group(call: Call, cluster: Cluster) -> None:
    ec2_of(call).delete_security_group(group_id=cluster.shape["resourcesVpcConfig"]["clusterSecurityGroupId"])


def add_log_group(call: Call, cluster: Cluster) -> None:
    """A control plane that logs makes the group where it is missing: without retention, and for good."""
    name = log_group_of(cluster.name)
    groups = logs_backends[call.account][call.region]
    if name not in groups.groups and logs_anything(cluster):
        groups.create_log_group(name, {})


def restore_log_group(call: Call, name: str) -> None:
    """A control plane that still logs brings a deleted group back."""
    for cluster in clusters_of(call).values():
        if log_group_of(cluster.name) == name:
            add_log_group(call, cluster)


def log_group_of(cluster_name: str) -> str:
    return f"/aws/eks/{cluster_name}/cluster"


def logs_anything(cluster: Cluster) -> bool:
    return any(setup["enabled"] for setup in cluster.shape["logging"]["clusterLogging"])
