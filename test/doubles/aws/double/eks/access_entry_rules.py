"""What EKS demands of access entries."""

import re

from ..call import Call
from ..principal import operator_arn
from ..resources import role_by_arn, user_by_arn
from .clusters import Cluster, Shape
from .errors import invalid_parameter, invalid_request

TYPES = {"STANDARD", "EC2", "EC2_LINUX", "EC2_WINDOWS", "FARGATE_LINUX", "HYBRID_LINUX", "HYPERPOD_LINUX"}
RESERVED_NAMES = ("system:", "eks:", "aws:", "amazon:", "iam:")


def check_mode(cluster: Cluster) -> None:
    if cluster.shape["accessConfig"]["authenticationMode"] == "CONFIG_MAP":
        raise invalid_request("The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP]")


def check_type(asked: Shape) -> None:
    kind = asked.get("type", "STANDARD")
    if kind not in TYPES:
        raise invalid_parameter(f"type must be one of {sorted(TYPES)}, got {kind}")
    if kind != "STANDARD" and (asked.get("kubernetesGroups") or asked.get("username")):
        raise invalid_parameter(f"username and kubernetesGroups cannot be given for an access entry of type {kind}")


def check_names(asked: Shape) -> None:
    for group in asked.get("kubernetesGroups", []):
        if group.startswith(RESERVED_NAMES):
            raise invalid_parameter(f"The kubernetes group name {group} is invalid, it cannot start with system:")
    name = asked.get("username", "")
    if name.startswith(RESERVED_NAMES):
        raise invalid_parameter(f"The username {name} is invalid, it cannot start with {', '.join(RESERVED_NAMES)}")


def check_principal(call: Call, arn: str, kind: str) -> None:
    form = rf"arn:[a-z-]+:iam::{call.account}:(role|user)/[\w+=,.@/-]+"
    found = re.fullmatch(form, arn)
    if found is None:
        raise invalid_parameter(f"The specified principalArn is invalid: invalid principal {arn}")
    if kind != "STANDARD" and found[1] != "role":
        raise invalid_parameter(f"The principal of an access entry of type {kind} must be a role, got {arn}")
    if arn == operator_arn(call) or role_by_arn(call, arn) or user_by_arn(call, arn):
        return
    raise invalid_parameter(f"The specified principalArn is invalid: {arn} does not exist")
