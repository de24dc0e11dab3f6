"""Upgrades of a cluster's Kubernetes version."""

from typing import Any

from ..call import Call
from ..registry import handles
from .cluster_rules import check_version
from .clusters import cluster_of
from .errors import invalid_parameter
from .updates import add_update
from .versions import offered


@handles("eks", "UpdateClusterVersion")
def update_cluster_version(call: Call) -> dict[str, Any]:
    cluster = cluster_of(call)
    wanted, current = call.parameters["version"], cluster.shape["version"]
    check_version(wanted, cluster.shape["upgradePolicy"])
    step = offered(wanted).minor - int(current.split(".")[1])
    if step == 0:
        raise invalid_parameter(f"Cluster is already at the desired version {wanted}")
    if step < 0:
        raise invalid_parameter(f"Unsupported Kubernetes minor version update from {current} to {wanted}: never down")
    if step > 1:
        raise invalid_parameter(f"Unsupported Kubernetes minor version update from {current} to {wanted}: one at a time")
    cluster.shape["version"] = wanted
    return {"update": add_update(cluster, "VersionUpdate", {"Version": wanted, "PlatformVersion": "eks.1"})}
