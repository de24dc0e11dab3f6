"""Pod identity associations: which role the pods of a service account get."""

import uuid
from typing import Any

from moto.core.utils import utcnow

from ..call import Call
from ..policies.document import trusts_service
from ..registry import handles
from ..resources import role_by_arn
from .arn import arn_of
from .clusters import Cluster, Shape, cluster_of, page
from .errors import in_use, invalid_parameter, not_found

SUMMARY = ("clusterName", "namespace", "serviceAccount", "associationArn", "associationId")


@handles("eks", "CreatePodIdentityAssociation")
def create_pod_identity_association(call: Call) -> dict[str, Any]:
    cluster, asked = cluster_of(call), call.parameters
    place = (asked["namespace"], asked["serviceAccount"])
    if any((one["namespace"], one["serviceAccount"]) == place for one in cluster.pod_identities.values()):
        raise in_use(f"Association already exists: {place[0]}/{place[1]}")
    check_pod_role(call, asked["roleArn"])
    return {"association": add_association(call, cluster, asked)}


@handles("eks", "DescribePodIdentityAssociation")
def describe_pod_identity_association(call: Call) -> dict[str, Any]:
    return {"association": _association_of(call)}


@handles("eks", "UpdatePodIdentityAssociation")
def update_pod_identity_association(call: Call) -> dict[str, Any]:
    association, asked = _association_of(call), call.parameters
    if "roleArn" in asked:
        check_pod_role(call, asked["roleArn"])
    association |= {key: asked[key] for key in ("roleArn", "disableSessionTags", "targetRoleArn") if key in asked}
    association["modifiedAt"] = utcnow()
    return {"association": association}


@handles("eks", "ListPodIdentityAssociations")
def list_pod_identity_associations(call: Call) -> dict[str, Any]:
    wanted = {key: call.parameters[key] for key in ("namespace", "serviceAccount") if key in call.parameters}
    found = [
        {key: one[key] for key in SUMMARY}
        for one in cluster_of(call).pod_identities.values()
        if wanted.items() <= one.items()
    ]
    associations, rest = page(call, found)
    return {"associations": associations, **rest}


@handles("eks", "DeletePodIdentityAssociation")
def delete_pod_identity_association(call: Call) -> dict[str, Any]:
    association = _association_of(call)
    del cluster_of(call).pod_identities[association["associationId"]]
    return {"association": association}


def add_association(call: Call, cluster: Cluster, asked: Shape) -> Shape:
    id_, now = f"a-{uuid.uuid4().hex[:17]}", utcnow()
    association = {
        "clusterName": cluster.name,
        "namespace": asked["namespace"],
        "serviceAccount": asked["serviceAccount"],
        "roleArn": asked["roleArn"],
        "associationArn": arn_of(call, f"podidentityassociation/{cluster.name}/{id_}"),
        "associationId": id_,
        "tags": asked.get("tags", {}),
        "createdAt": now,
        "modifiedAt": now,
        "disableSessionTags": asked.get("disableSessionTags", False),
    }
    cluster.pod_identities[id_] = association
    return association


def check_pod_role(call: Call, arn: str) -> None:
    role = role_by_arn(call, arn)
    if role is None:
        raise invalid_parameter(f"Role provided in the request does not exist: {arn}")
    if not trusts_service(role.assume_role_policy_document, "pods.eks.amazonaws.com", "sts:AssumeRole", "sts:TagSession"):
        raise invalid_parameter(
            f"Trust policy of the role provided is invalid: {arn} must let pods.eks.amazonaws.com "
            "do sts:AssumeRole and sts:TagSession"
        )


def _association_of(call: Call) -> Shape:
    id_ = call.parameters["associationId"]
    association = cluster_of(call).pod_identities.get(id_)
    if association is None:
        raise not_found(f"Association not found: {id_}")
    return association
