"""The add-ons that EKS offers, with their versions."""

from typing import Any

from ..call import Call
from ..registry import handles
from .clusters import page
from .versions import UNSUPPORTED, VERSIONS

# Versions per add-on, newest first. Which of them suit which Kubernetes version is not modelled: all suit all.
ADDONS = {
    "aws-ebs-csi-driver": ["v1.60.0-eksbuild.1", "v1.59.0-eksbuild.1"],
    "coredns": ["v1.14.0-eksbuild.1", "v1.13.1-eksbuild.1"],
    "eks-pod-identity-agent": ["v1.4.0-eksbuild.1", "v1.3.10-eksbuild.2"],
    "kube-proxy": ["v1.36.0-eksbuild.1", "v1.35.0-eksbuild.2"],
    "metrics-server": ["v0.9.0-eksbuild.1", "v0.8.0-eksbuild.6", "v0.8.0-eksbuild.3"],
    "vpc-cni": ["v1.22.0-eksbuild.1", "v1.21.1-eksbuild.1"],
}
COMMUNITY = {"metrics-server"}


def publisher_of(name: str) -> dict[str, str]:
    community = name in COMMUNITY
    return {"publisher": "eks", "owner": "community" if community else "aws"}


@handles("eks", "DescribeAddonVersions")
def describe_addon_versions(call: Call) -> dict[str, Any]:
    wanted = call.parameters.get("addonName")
    names = [name for name in ADDONS if wanted in (None, name)]
    clusters = _cluster_versions(call.parameters.get("kubernetesVersion"))
    described = [_described(name, clusters) for name in names] if clusters else []
    addons, rest = page(call, [one for one in described if _suits(one, call.parameters)])
    return {"addons": addons, **rest}


def _cluster_versions(wanted: str | None) -> list[str]:
    return [one.name for one in VERSIONS if one.status != UNSUPPORTED and wanted in (None, one.name)]


def _suits(addon: dict[str, Any], asked: dict[str, Any]) -> bool:
    filters = {"types": "type", "publishers": "publisher", "owners": "owner"}
    return all(not asked.get(key) or addon[member] in asked[key] for key, member in filters.items())


def _described(name: str, clusters: list[str]) -> dict[str, Any]:
    versions = [
        {
            "addonVersion": version,
            "architecture": ["amd64", "arm64"],
            "computeTypes": ["auto", "ec2", "fargate", "hybrid"],
            "compatibilities": [
                {"clusterVersion": cluster, "platformVersions": ["*"], "defaultVersion": index == 0}
                for cluster in clusters
            ],
            "requiresConfiguration": False,
            "requiresIamPermissions": False,
        }
        for index, version in enumerate(ADDONS[name])
    ]
    place = {"type": "observability" if name in COMMUNITY else "networking", "defaultNamespace": "kube-system"}
    return {"addonName": name, "addonVersions": versions, **place, **publisher_of(name)}
