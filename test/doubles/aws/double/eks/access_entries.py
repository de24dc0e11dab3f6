"""Access entries: which IAM principals a cluster knows."""

import re
import uuid
from typing import Any

from moto.core.utils import utcnow

from ..call import Call
from ..principal import operator_arn, principal_of
from ..registry import handles
from ..resources import role_by_arn, user_by_arn
from .arn import arn_of
from .cluster_rules import auto_mode
from .clusters import Cluster, Shape, cluster_of, page
from .errors import in_use, invalid_parameter, invalid_request, not_found

TYPES = {"STANDARD", "EC2", "EC2_LINUX", "EC2_WINDOWS", "FARGATE_LINUX", "HYBRID_LINUX", "HYPERPOD_LINUX"}
RESERVED_NAMES = ("system:", "eks:", "aws:", "amazon:", "iam:")
ADMIN = "AmazonEKSClusterAdminPolicy"
NODE = "AmazonEKSAutoNodePolicy"


@handles("eks", "CreateAccessEntry")
def create_access_entry(call: Call) -> dict[str, Any]:
    cluster, asked = cluster_of(call), call.parameters
    check_mode(cluster)
    _check_type(asked)
    check_names(asked)
    if asked["principalArn"] in cluster.access_entries:
        raise in_use("The specified access entry resource is already in use on this cluster.")
    _check_principal(call, asked["principalArn"], asked.get("type", "STANDARD"))
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


def check_mode(cluster: Cluster) -> None:
    if cluster.shape["accessConfig"]["authenticationMode"] == "CONFIG_MAP":
        raise invalid_request("The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP]")


def _check_type(asked: Shape) -> None:
    kind = asked.get("type", "STANDARD")
    if kind not in TYPES:
        raise invalid_parameter(f"type must be one of {sorted(TYPES)}, got {kind}")
    if kind != "STANDARD" and (asked.get("kubernetesGroups") or asked.get("username")):
        raise invalid_parameter(f"username and kubernetesGroups cannot be given for an access entry of type {kind}")


def check_names(asked: Shape) -> None:
    for group in asked.get("kubernetesGroups", []):
        if group.startswith(("system:", "eks:", "aws:", "amazon:", "iam:")):
            raise invalid_parameter(f"The kubernetes group name {group} is invalid, it cannot start with system:")
    name = asked.get("username", "")
    if name.startswith(RESERVED_NAMES):
        raise invalid_parameter(f"The username {name} is invalid, it cannot start with {', '.join(RESERVED_NAMES)}")


def _check_principal(call: Call, arn: str, kind: str) -> None:
    form = rf"arn:[a-z-]+:iam::{call.account}:(role|user)/[\w+=,.@/-]+"
    found = re.fullmatch(form, arn)
    if found is None:
        raise invalid_parameter(f"The specified principalArn is invalid: invalid principal {arn}")
    if kind != "STANDARD" and found[1] != "role":
        raise invalid_parameter(f"The principal of an access entry of type {kind} must be a role, got {arn}")
    if arn == operator_arn(call) or role_by_arn(call, arn) or user_by_arn(call, arn):
        return
    raise invalid_parameter(f"The specified principalArn is invalid: {arn} does not exist")
