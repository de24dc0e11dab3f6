"""Create, describe, list and delete clusters."""

import base64
import uuid
from typing import Any

from moto.core.utils import utcnow
from moto.utilities.utils import get_partition

from ..call import Call
from ..registry import handles
from .cluster_defaults import completed
from .clusters import Cluster, cluster_of, clusters_of, page
from .errors import in_use, invalid_request

LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"]


@handles("eks", "CreateCluster")
def create_cluster(call: Call) -> dict[str, Any]:
    asked = call.parameters
    if asked["name"] in clusters_of(call):
        raise in_use(f"Cluster already exists with name: {asked['name']}")
    cluster = Cluster(shape=completed(call, asked) | _identity(call, asked["name"]))
    clusters_of(call)[cluster.name] = cluster
    return {"cluster": cluster.shape}


@handles("eks", "DescribeCluster")
def describe_cluster(call: Call) -> dict[str, Any]:
    return {"cluster": cluster_of(call).shape}


@handles("eks", "ListClusters")
def list_clusters(call: Call) -> dict[str, Any]:
    names, rest = page(call, sorted(clusters_of(call)))
    return {"clusters": names, **rest}


@handles("eks", "DeleteCluster")
def delete_cluster(call: Call) -> dict[str, Any]:
    cluster = cluster_of(call)
    if cluster.shape["deletionProtection"]:
        raise invalid_request(f"The cluster {cluster.name} has deletion protection: turn it off before deleting it")
    del clusters_of(call)[cluster.name]
    return {"cluster": cluster.shape | {"status": "DELETING"}}


def _identity(call: Call, name: str) -> dict[str, Any]:
    """What EKS itself gives a cluster."""
    cluster_id = uuid.uuid4().hex.upper()
    partition = get_partition(call.region)
    return {
        "arn": f"arn:{partition}:eks:{call.region}:{call.account}:cluster/{name}",
        "createdAt": utcnow(),
        "endpoint": f"https://{cluster_id}.gr7.{call.region}.eks.amazonaws.com",
        "identity": {"oidc": {"issuer": f"https://oidc.eks.{call.region}.amazonaws.com/id/{cluster_id}"}},
        "certificateAuthority": {"data": base64.b64encode(cluster_id.encode()).decode()},
        "status": "ACTIVE",
        "health": {"issues": []},
    }
