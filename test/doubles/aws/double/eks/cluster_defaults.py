"""What a cluster gets where CreateCluster says nothing."""

from typing import Any

from .versions import DEFAULT

LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"]
# Steers the creation alone and is not part of the cluster.
PASSING = {"bootstrapSelfManagedAddons", "clientRequestToken"}


def completed(asked: dict[str, Any]) -> dict[str, Any]:
    """The cluster as asked for, with EKS's defaults."""
    return {key: value for key, value in asked.items() if key not in PASSING} | {
        "version": asked.get("version") or DEFAULT,
        "platformVersion": "eks.1",
        "resourcesVpcConfig": network(asked["resourcesVpcConfig"]),
        "kubernetesNetworkConfig": services(asked.get("kubernetesNetworkConfig", {})),
        "logging": logging_with([], asked.get("logging", {})),
        "accessConfig": access(asked.get("accessConfig", {})),
        "upgradePolicy": {"supportType": "EXTENDED"} | asked.get("upgradePolicy", {}),
        "zonalShiftConfig": {"enabled": False} | asked.get("zonalShiftConfig", {}),
        "deletionProtection": asked.get("deletionProtection", False),
        "encryptionConfig": asked.get("encryptionConfig", []),
        "tags": asked.get("tags", {}),
    }


def network(asked: dict[str, Any]) -> dict[str, Any]:
    public = asked.get("endpointPublicAccess", True)
    return {
        "endpointPublicAccess": public,
        "endpointPrivateAccess": False,
        "securityGroupIds": [],
        **asked,
        "publicAccessCidrs": (asked.get("publicAccessCidrs") or ["0.0.0.0/0"]) if public else [],
    }


def services(asked: dict[str, Any]) -> dict[str, Any]:
    # EKS takes 10.100.0.0/16 where the VPC uses 172.20.0.0/16 itself; the double does not.
    range_ = {"ipFamily": "ipv4", "serviceIpv4Cidr": "172.20.0.0/16"}
    return {**range_, "elasticLoadBalancing": {"enabled": False}, **asked}


def access(asked: dict[str, Any]) -> dict[str, Any]:
    return {"authenticationMode": "CONFIG_MAP", "bootstrapClusterCreatorAdminPermissions": True, **asked}


def logging_with(on: list[str], asked: dict[str, Any]) -> dict[str, Any]:
    """Log types that are on, and the rest, as two sets."""
    kinds = set(on)
    for setup in asked.get("clusterLogging", []):
        change = kinds.update if setup.get("enabled") else kinds.difference_update
        change(setup.get("types", []))
    sets = [
        {"types": [kind for kind in LOG_TYPES if kind in kinds], "enabled": True},
        {"types": [kind for kind in LOG_TYPES if kind not in kinds], "enabled": False},
    ]
    return {"clusterLogging": [one for one in sets if one["types"]]}


def logged(logging: dict[str, Any]) -> list[str]:
    """The log types that are on."""
    return [kind for setup in logging["clusterLogging"] if setup["enabled"] for kind in setup["types"]]
