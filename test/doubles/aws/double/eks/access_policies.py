"""Access policies: what a principal may do in a cluster."""

from typing import Any

from moto.core.utils import utcnow

from ..call import Call
from ..registry import handles
from .access_entries import entry_of
from .clusters import Shape, cluster_of, page
from .errors import invalid_parameter, invalid_request, not_found

PREFIX = "arn:aws:eks::aws:cluster-access-policy/"
POLICIES = [
    "AmazonEKSAdminPolicy",
    "AmazonEKSAdminViewPolicy",
    "AmazonEKSAutoNodePolicy",
    "AmazonEKSBlockStorageClusterPolicy",
    "AmazonEKSBlockStoragePolicy",
    "AmazonEKSClusterAdminPolicy",
    "AmazonEKSComputeClusterPolicy",
    "AmazonEKSComputePolicy",
    "AmazonEKSEditPolicy",
    "AmazonEKSHybridPolicy",
    "AmazonEKSLoadBalancingClusterPolicy",
    "AmazonEKSLoadBalancingPolicy",
    "AmazonEKSNetworkingClusterPolicy",
    "AmazonEKSNetworkingPolicy",
    "AmazonEKSSecretReaderPolicy",
    "AmazonEKSViewPolicy",
]
# What a principal whose entry is of this type may be given.
FOR_TYPE = {"EC2": {"AmazonEKSAutoNodePolicy"}}


@handles("eks", "ListAccessPolicies")
def list_access_policies(call: Call) -> dict[str, Any]:
    policies, rest = page(call, [{"name": name, "arn": f"{PREFIX}{name}"} for name in POLICIES])
    return {"accessPolicies": policies, **rest}


@handles("eks", "AssociateAccessPolicy")
def associate_access_policy(call: Call) -> dict[str, Any]:
    entry, asked = entry_of(call), call.parameters
    name = _checked_name(asked["policyArn"])
    if entry["type"] != "STANDARD" and name not in FOR_TYPE.get(entry["type"], set()):
        raise invalid_request(f"{name} cannot be associated with an access entry of type {entry['type']}")
    associations = cluster_of(call).access_policies[entry["principalArn"]]
    now = utcnow()
    known = associations.get(asked["policyArn"])
    association = {
        "policyArn": asked["policyArn"],
        "accessScope": _checked_scope(asked["accessScope"]),
        "associatedAt": known["associatedAt"] if known else now,
        "modifiedAt": now,
    }
    associations[asked["policyArn"]] = association
    return {
        "clusterName": entry["clusterName"],
        "principalArn": entry["principalArn"],
        "associatedAccessPolicy": association,
    }


@handles("eks", "DisassociateAccessPolicy")
def disassociate_access_policy(call: Call) -> dict[str, Any]:
    entry = entry_of(call)
    associations = cluster_of(call).access_policies[entry["principalArn"]]
    if associations.pop(call.parameters["policyArn"], None) is None:
        raise not_found("No associated policy was found with that ARN")
    return {}


@handles("eks", "ListAssociatedAccessPolicies")
def list_associated_access_policies(call: Call) -> dict[str, Any]:
    entry = entry_of(call)
    associations = cluster_of(call).access_policies[entry["principalArn"]]
    policies, rest = page(call, list(associations.values()))
    return {
        "clusterName": entry["clusterName"],
        "principalArn": entry["principalArn"],
        "associatedAccessPolicies": policies,
        **rest,
    }


def _checked_name(arn: str) -> str:
    name = arn.removeprefix(PREFIX)
    if name == arn or name not in POLICIES:
        raise invalid_parameter(f"The policyArn parameter format is not valid: {arn} is no access policy of EKS")
    return name


def _checked_scope(scope: Shape) -> Shape:
    kind, namespaces = scope.get("type"), scope.get("namespaces", [])
    if kind is None:
        raise invalid_parameter("accessScope needs a type: cluster or namespace")
    if kind == "namespace" and not namespaces:
        raise invalid_parameter("accessScope of type namespace needs at least one namespace")
    if kind == "cluster" and namespaces:
        raise invalid_parameter("accessScope of type cluster takes no namespaces")
    return {"type": kind, "namespaces": namespaces}
