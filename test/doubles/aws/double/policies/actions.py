"""The actions that policies name."""

import re
from functools import cache
from typing import Any

from botocore.loaders import Loader
from moto.core.utils import get_service_model

from ..call import SERVICES
from . import s3_actions
from .document import as_list, matches

# Prefixes of actions that differ from the name of the service's API model.
OTHER_PREFIXES = {
    "autoscaling-plans", "aws-marketplace", "cloudwatch", "elasticfilesystem", "elasticloadbalancing", "elasticmapreduce",
    "execute-api", "ram", "s3-object-lambda", "ssmmessages", "ec2messages", "states", "tag", "vpce", "xray",
}  # fmt: skip
# Actions that are no operation of their service.
ONLY_PERMISSIONS = {
    "ec2": {"GetResourcePolicy"},
    "ecr": {"ReplicateImage", "BatchImportUpstreamImage"},
    "eks": {"AccessKubernetesApi", "MutateViaKubernetesApi"},
    "elasticloadbalancing": {"CreateLoadBalancerPolicy", "SetWebAcl"},
    "iam": {"PassRole", "PassUser", "UpdateRoleDescription"},
    "kms": {"ReEncryptFrom", "ReEncryptTo", "SynchronizeMultiRegionKey"},
    "logs": {"CreateLogDelivery", "DeleteLogDelivery", "GetLogDelivery", "ListLogDeliveries", "UpdateLogDelivery",
             "PutDestination", "Link"},
    "sts": {"TagSession", "SetSourceIdentity", "SetContext", "GetServiceBearerToken"},
}  # fmt: skip


def action_problem(actions: Any) -> str | None:
    for action in as_list(actions):
        if action == "*":
            continue
        found = re.fullmatch(r"([a-zA-Z0-9-]+):([\w*?]+)", action) if isinstance(action, str) else None
        if found is None:
            return f"Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc., got {action}"
        prefix, name = found[1].lower(), found[2]
        if prefix not in _prefixes():
            return f"Actions must be of a known service, got {action}"
        known = known_actions(prefix)
        if known and not any(matches(name, one, ignore_case=True) for one in known):
            return f"Actions must be known to their service, got {action}"
    return None if as_list(actions) else "Policy statement must contain actions."


@cache
def _prefixes() -> set[str]:
    return set(Loader().list_available_services("service-2")) | OTHER_PREFIXES


@cache
def known_actions(prefix: str) -> frozenset[str]:
    """Empty for the services that the double does not answer: their actions cannot be told right from wrong."""
    service = SERVICES.get(prefix)
    if service is None:
        return frozenset()
    names = set(get_service_model(service).operation_names) | ONLY_PERMISSIONS.get(prefix, set())
    if prefix == "s3":
        names = {s3_actions.OPERATIONS.get(name, name) for name in names} | s3_actions.FURTHER
    if prefix == "elasticloadbalancing":
        names |= set(get_service_model("elb").operation_names)
    return frozenset(names)
