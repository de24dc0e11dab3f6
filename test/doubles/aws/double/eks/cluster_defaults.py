"""What a cluster gets where CreateCluster says nothing."""

from typing import Any

from moto.ec2 import ec2_backends

from ..call import Call

LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"]


def completed(call: Call, asked: dict[str, Any]) -> dict[str, Any]:
    """The cluster as asked for, with EKS's defaults and without what only steers its creation."""
    given = {key: value for key, value in asked.items() if key != "bootstrapSelfManagedAddons"}
    return given | {
        "version": asked.get("version", "1.36"),
        "platformVersion": "eks.1",
        "resourcesVpcConfig": network(call, asked["resourcesVpcConfig"]),
        "kubernetesNetworkConfig": services(asked.get("kubernetesNetworkConfig", {})),
        "logging": logging_with(asked.get("logging", {})),
        "accessConfig": access(asked.get("accessConfig", {})),
        "upgradePolicy": {"supportType": "EXTENDED"} | asked.get("upgradePolicy", {}),
        "zonalShiftConfig": {"enabled": False} | asked.get("zonalShiftConfig", {}),
        "deletionProtection": asked.get("deletionProtection", False),
        "encryptionConfig": asked.get("encryptionConfig", []),
        "tags": asked.get("tags", {}),
    }


def network(call: Call, asked: dict[str, Any]) -> dict[str, Any]:
    backend = ec2_backends[call.account][call.region]
    vpc_id = backend.get_subnet(asked["subnetIds"][0]).vpc_id
    return {
        "endpointPublicAccess": True,
        "endpointPrivateAccess": False,
        "publicAccessCidrs": ["0.0.0.0/0"],
        "securityGroupIds": [],
        "vpcId": vpc_id,
        **asked,
    }


def services(asked: dict[str, Any]) -> dict[str, Any]:
    return {"ipFamily": "ipv4", "serviceIpv4Cidr": "172.20.0.0/16", "elasticLoadBalancing": {"enabled": False}, **asked}


def access(asked: dict[str, Any]) -> dict[str, Any]:
    return {"authenticationMode": "CONFIG_MAP", "bootstrapClusterCreatorAdminPermissions": True, **asked}


def logging_with(asked: dict[str, Any]) -> dict[str, Any]:
    """Log types that are on, and the rest, as two sets."""
    on = {
        kind for setup in asked.get("clusterLogging", []) if setup.get("enabled") for kind in setup.get("types", [])
    }
    sets = [
        {"types": [kind for kind in LOG_TYPES if kind in on], "enabled": True},
        {"types": [kind for kind in LOG_TYPES if kind not in on], "enabled": False},
    ]
    return {"clusterLogging": [one for one in sets if one["types"]]}
