"""Changes of EKS Auto Mode."""

from typing import Any

from ..call import Call
from .access_entries import add_own_entries
from .cluster_rules import check_auto_mode
from .clusters import Cluster
from .errors import invalid_parameter
from .updates import add_update

Shape = dict[str, Any]
NAMES = {
    "computeConfig": "ComputeConfig",
    "storageConfig": "StorageConfig",
    "kubernetesNetworkConfig": "KubernetesNetworkConfig",
}


def update_auto_mode(call: Call, cluster: Cluster, asked: Shape) -> Shape:
    before = cluster.shape
    fixed = set(asked.get("kubernetesNetworkConfig", {})) - {"elasticLoadBalancing"}
    if any(asked["kubernetesNetworkConfig"][key] != before["kubernetesNetworkConfig"].get(key) for key in fixed):
        raise invalid_parameter(f"{sorted(fixed)} can only be given when a cluster is created")
    if set(asked) != set(NAMES):
        raise invalid_parameter("computeConfig, storageConfig and kubernetesNetworkConfig must be updated together")
    _check_node_role(before, asked)
    after = {key: {**before.get(key, {}), **value} for key, value in asked.items()}
    if not after["computeConfig"].get("enabled"):
        after["computeConfig"] = {"enabled": False}
    check_auto_mode(call, before | after)
    cluster.shape.update(after)
    add_own_entries(call, cluster)
    return add_update(cluster, "AutoModeUpdate", {NAMES[key]: value for key, value in asked.items()})


def _check_node_role(before: Shape, asked: Shape) -> None:
    current = before.get("computeConfig", {}).get("nodeRoleArn")
    wanted = asked.get("computeConfig", {}).get("nodeRoleArn", current)
    if current and wanted != current:
        raise invalid_parameter(f"nodeRoleArn cannot be changed from {current} to {wanted}")
