"""UpdateClusterConfig: one kind of change per request."""

from collections.abc import Callable
from typing import Any

from ..call import Call
from ..registry import handles
from .auto_mode_update import update_auto_mode
from .cluster_defaults import logged, logging_with
from .cluster_rules import check_encryption, check_version
from .clusters import Cluster, cluster_of
from .errors import invalid_parameter, invalid_request
from .network_update import update_network
from .side_effects import add_log_group
from .updates import add_update

Shape = dict[str, Any]
Update = Callable[[Call, Cluster, Shape], Shape]
MODES = ["CONFIG_MAP", "API_AND_CONFIG_MAP", "API"]


def update_logging(call: Call, cluster: Cluster, asked: Shape) -> Shape:
    before = cluster.shape["logging"]
    after = logging_with(logged(before), asked["logging"])
    if after == before:
        raise invalid_parameter("No changes needed for the logging config provided")
    cluster.shape["logging"] = after
    add_log_group(call, cluster)
    return add_update(cluster, "LoggingUpdate", {"ClusterLogging": asked["logging"]["clusterLogging"]})


def update_access(_: Call, cluster: Cluster, asked: Shape) -> Shape:
    before = cluster.shape["accessConfig"]["authenticationMode"]
    after = asked["accessConfig"].get("authenticationMode", before)
    if MODES.index(after) <= MODES.index(before):
        raise invalid_parameter(f"Unsupported authentication mode update from {before} to {after}")
    cluster.shape["accessConfig"]["authenticationMode"] = after
    return add_update(cluster, "AccessConfigUpdate", {"AuthenticationMode": after})


def update_policy(_: Call, cluster: Cluster, asked: Shape) -> Shape:
    check_version(cluster.shape["version"], asked["upgradePolicy"])
    cluster.shape["upgradePolicy"] |= asked["upgradePolicy"]
    return add_update(cluster, "UpgradePolicyUpdate", {"UpgradePolicy": asked["upgradePolicy"]})


def update_zonal_shift(_: Call, cluster: Cluster, asked: Shape) -> Shape:
    cluster.shape["zonalShiftConfig"] |= asked["zonalShiftConfig"]
    return add_update(cluster, "ZonalShiftConfigUpdate", {"ZonalShiftConfig": asked["zonalShiftConfig"]})


def update_protection(_: Call, cluster: Cluster, asked: Shape) -> Shape:
    cluster.shape["deletionProtection"] = asked["deletionProtection"]
    return add_update(cluster, "DeletionProtectionUpdate", {"DeletionProtection": asked["deletionProtection"]})


# Parts of the request that belong together, with what makes the change.
KINDS: list[tuple[set[str], Update]] = [
    ({"resourcesVpcConfig"}, update_network),
    ({"logging"}, update_logging),
    ({"accessConfig"}, update_access),
    ({"upgradePolicy"}, update_policy),
    ({"zonalShiftConfig"}, update_zonal_shift),
    ({"computeConfig", "storageConfig", "kubernetesNetworkConfig"}, update_auto_mode),
    ({"deletionProtection"}, update_protection),
]


@handles("eks", "UpdateClusterConfig")
def update_cluster_config(call: Call) -> dict[str, Any]:
    cluster = cluster_of(call)
    asked = {key: value for key, value in call.parameters.items() if key not in ("name", "clientRequestToken")}
    parts = set(asked)
    update = next((update for kind, update in KINDS if parts and parts <= kind), None)
    if update is None:
        raise invalid_parameter(f"Only one type of update can be allowed, got {sorted(parts) or 'none'}")
    return {"update": update(call, cluster, asked)}


@handles("eks", "AssociateEncryptionConfig")
def associate_encryption_config(call: Call) -> dict[str, Any]:
    cluster = cluster_of(call)
    if cluster.shape["encryptionConfig"]:
        raise invalid_request("Encryption is already enabled for this cluster")
    check_encryption(call, call.parameters["encryptionConfig"])
    cluster.shape["encryptionConfig"] = call.parameters["encryptionConfig"]
    update = add_update(cluster, "AssociateEncryptionConfig", {"EncryptionConfig": call.parameters["encryptionConfig"]})
    return {"update": update}
