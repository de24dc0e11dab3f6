"""Access entries: which IAM principals a cluster knows."""

import uuid
from typing import Any

from moto.core.utils import utcnow

from ..call import Call
from ..principal import principal_of
from ..registry import handles
from .access_entry_rules import check_mode, check_names, check_principal, check_type
from .arn import arn_of
from .cluster_rules import auto_mode
from .clusters import Cluster, Shape, cluster_of, page
from .errors import in_use, invalid_request, not_found

ADMIN = "AmazonEKSClusterAdminPolicy"
NODE = "AmazonEKSAutoNodePolicy"


@handles("eks", "CreateAccessEntry")
def create_access_entry(call: Call) -> dict[str, Any]:
    cluster, asked = cluster_of(call), call.parameters
    check_mode(cluster)
    check_type(asked)
    check_names(asked)
    if asked["principalArn"] in cluster.access_entries:
        raise in_use("The specified access entry resource is already in use on this cluster.")
    check_principal(call, asked["principalArn"], asked.get("type", "STANDARD"))
    entry = add_entry(call, cluster, asked["principalArn"], asked.get("type", "STANDARD"))
    entry |= {key: asked[key] for key in ("kubernetesGroups", "username", "tags") if key in asked}
    return {"accessEntry": entry}


@handles("eks", "DescribeAccessEntry")
def describe_access_entry(call: Call) -> dict[str, Any]:
    return {"accessEntry": entry_of(call)}


@handles("eks", "UpdateAccessEntry")
def update_access_entry(call: Call) -> dict[str, Any]:
    entry, asked = entry_of(call), call.parameters
    if entry["type"] != "STANDARD":
        raise invalid_request(f"Access entries of type {entry['type']} cannot be updated")
    check_names(asked)
    entry |= {key: asked[key] for key in ("kubernetesGroups", "username") if key in asked}
    entry["modifiedAt"] = utcnow()
    return {"accessEntry": entry}


@handles("eks", "ListAccessEntries")
def list_access_entries(call: Call) -> dict[str, Any]:
    cluster, policy = cluster_of(call), call.parameters.get("associatedPolicyArn")
    found = [arn for arn in cluster.access_entries if not policy or policy in cluster.access_policies[arn]]
    arns, rest = page(call, sorted(found))
    return {"accessEntries": arns, **rest}


@handles("eks", "DeleteAccessEntry")
def delete_access_entry(call: Call) -> dict[str, Any]:
    cluster, entry = cluster_of(call), entry_of(call)
    del cluster.access_entries[entry["principalArn"]]
    del cluster.access_policies[entry["principalArn"]]
    return {}


def entry_of(call: Call) -> Shape:
    cluster, arn = cluster_of(call), call.parameters["principalArn"]
    if arn not in cluster.access_entries:
        raise not_found(f"The specified principalArn could not be found: {arn}")
    return cluster.access_entries[arn]


def add_own_entries(call: Call, cluster: Cluster) -> None:
    """The entries that EKS makes itself: for the cluster's creator, and for Auto Mode's nodes."""
    if cluster.shape["accessConfig"]["authenticationMode"] == "CONFIG_MAP":
        return
    if not cluster.access_entries and cluster.shape["accessConfig"]["bootstrapClusterCreatorAdminPermissions"]:
        _add_with_policy(call, cluster, principal_of(call).iam_arn, "STANDARD", ADMIN)
    node_role = cluster.shape.get("computeConfig", {}).get("nodeRoleArn")
    if auto_mode(cluster.shape) and node_role and node_role not in cluster.access_entries:
        _add_with_policy(call, cluster, node_role, "EC2", NODE)


def add_entry(call: Call, cluster: Cluster, principal: str, kind: str) -> Shape:
    name, now = principal.split("/")[-1], utcnow()
    owner = "role" if ":role/" in principal else "user"
    path = f"access-entry/{cluster.name}/{owner}/{call.account}/{name}/{uuid.uuid4()}"
    suffix = "/{{SessionName}}" if owner == "role" else ""
    entry = {
        "clusterName": cluster.name,
        "principalArn": principal,
        "kubernetesGroups": [] if kind == "STANDARD" else ["system:nodes"],
        "accessEntryArn": arn_of(call, path),
        "createdAt": now,
        "modifiedAt": now,
        "tags": {},
        "username": f"{principal}{suffix}" if kind == "STANDARD" else "system:node:{{EC2PrivateDNSName}}",
        "type": kind,
    }
    cluster.access_entries[principal] = entry
    cluster.access_policies[principal] = {}
    return entry


def _add_with_policy(call: Call, cluster: Cluster, principal: str, kind: str, policy: str) -> None:
    entry = add_entry(call, cluster, principal, kind)
    arn = f"arn:aws:eks::aws:cluster-access-policy/{policy}"
    associated = {"policyArn": arn, "accessScope": {"type": "cluster", "namespaces": []}}
    cluster.access_policies[principal][arn] = associated | {
        "associatedAt": entry["createdAt"],
        "modifiedAt": entry["createdAt"],
    }
