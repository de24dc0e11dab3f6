"""Create, describe, list and delete clusters."""

import base64
import uuid
from typing import Any

from moto.core.utils import utcnow

from ..call import Call
from ..registry import handles
from .access_entries import add_own_entries
from .arn import arn_of
from .cluster_defaults import completed
from .cluster_rules import check_auto_mode, check_encryption, check_role, check_version
from .clusters import Cluster, cluster_of, clusters_of, page
from .errors import in_use, invalid_request
from .network_rules import check_network, check_service_range
from .side_effects import add_log_group, add_security_group, remove_security_group


@handles("eks", "CreateCluster")
def create_cluster(call: Call) -> dict[str, Any]:
    asked = call.parameters
    if asked["name"] in clusters_of(call):
        raise in_use(f"Cluster already exists with name: {asked['name']}")
    vpc_id = check_network(call, asked["resourcesVpcConfig"])
    shape = completed(asked)
    _check(call, shape | {"bootstrapSelfManagedAddons": asked.get("bootstrapSelfManagedAddons", True)}, vpc_id)
    shape["resourcesVpcConfig"] |= {
        "vpcId": vpc_id,
        "clusterSecurityGroupId": add_security_group(call, asked["name"], vpc_id),
    }
    cluster = Cluster(shape=shape | _identity(call, asked["name"]))
    clusters_of(call)[cluster.name] = cluster
    add_own_entries(call, cluster)
    add_log_group(call, cluster)
    return {"cluster": cluster.shape | {"status": "CREATING"}}


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
        raise invalid_request(f"Cluster {cluster.name} has deletion protection enabled: disable it first")
    del clusters_of(call)[cluster.name]
    remove_security_group(call, cluster)
    return {"cluster": cluster.shape | {"status": "DELETING"}}


def _check(call: Call, shape: dict[str, Any], vpc_id: str) -> None:
    check_version(shape["version"], shape["upgradePolicy"])
    check_role(call, shape["roleArn"], "eks.amazonaws.com", "clusterRole")
    check_auto_mode(call, shape)
    check_encryption(call, shape["encryptionConfig"])
    check_service_range(call, call.parameters.get("kubernetesNetworkConfig", {}).get("serviceIpv4Cidr"), vpc_id)


def _identity(call: Call, name: str) -> dict[str, Any]:
    """What EKS itself gives a cluster."""
    cluster_id = uuid.uuid4().hex.upper()
    return {
        "arn": arn_of(call, f"cluster/{name}"),
        "createdAt": utcnow(),
        "endpoint": f"https://{cluster_id}.gr7.{call.region}.eks.amazonaws.com",
        "identity": {"oidc": {"issuer": f"https://oidc.eks.{call.region}.amazonaws.com/id/{cluster_id}"}},
        "certificateAuthority": {"data": base64.b64encode(cluster_id.encode()).decode()},
        "status": "ACTIVE",
        "health": {"issues": []},
    }
