"""The ARN of the resource that a request is about."""

from collections.abc import Callable
from typing import Any

from moto.kms import kms_backends
from moto.utilities.utils import get_partition

from ..call import Call
from ..record import is_reading
from ..resources import iam_of
from ..state import state

Asked = dict[str, Any]


def resource_of(call: Call) -> str | None:
    """"*" where the operation is about no single resource, None where the double does not know it."""
    found = BY_SERVICE[call.service](call, call.parameters)
    if found is None and (is_reading(call.operation) or call.operation.startswith("Create")):
        return "*" if is_reading(call.operation) else None
    return found


def _of_eks(call: Call, asked: Asked) -> str | None:
    name = asked.get("name") or asked.get("clusterName")
    if name is None:
        return asked.get("resourceArn")
    if call.operation.startswith("Create") or call.operation.startswith("List"):
        return _arn(call, "eks", f"cluster/{name}")
    cluster = state.clusters[call.account, call.region].get(name)
    parts: dict[str, tuple[str, str]] = {
        "addonName": ("addons", "addonArn"),
        "principalArn": ("access_entries", "accessEntryArn"),
        "associationId": ("pod_identities", "associationArn"),
    }
    for parameter, (collection, key) in parts.items():
        if asked.get(parameter) and cluster:
            part = getattr(cluster, collection).get(asked[parameter])
            return part[key] if part else None
    return _arn(call, "eks", f"cluster/{name}")


def _of_iam(call: Call, asked: Asked) -> str | None:
    iam = iam_of(call)
    if "RoleName" in asked:
        role = next((one for one in iam.roles.values() if one.name == asked["RoleName"]), None)
        path = asked.get("Path", "/")
        return role.arn if role else f"arn:{iam.partition}:iam::{call.account}:role{path}{asked['RoleName']}"
    if call.operation == "CreateOpenIDConnectProvider":
        return f"arn:{iam.partition}:iam::{call.account}:oidc-provider/{asked['Url'].removeprefix('https://')}"
    if call.operation == "CreatePolicy":
        return f"arn:{iam.partition}:iam::{call.account}:policy{asked.get('Path', '/')}{asked['PolicyName']}"
    return asked.get("PolicyArn") or asked.get("OpenIDConnectProviderArn")


def _of_s3(_: Call, asked: Asked) -> str | None:
    if "Bucket" not in asked:
        return None
    key = f"/{asked['Key']}" if "Key" in asked else ""
    return f"arn:aws:s3:::{asked['Bucket']}{key}"


def _of_kms(call: Call, asked: Asked) -> str | None:
    name = asked.get("KeyId") or asked.get("TargetKeyId") or asked.get("AliasName")
    if not name:
        return None
    if name.startswith("arn:") and ":alias/" not in name:
        return str(name)
    keys = kms_backends[call.account][call.region].keys.values()
    alias = name.split(":")[-1]
    key = next((one for one in keys if name == one.id or alias in one.aliases), None)
    return key.arn if key else _arn(call, "kms", f"key/{name}")


def _of_logs(call: Call, asked: Asked) -> str | None:
    name = asked.get("logGroupName") or asked.get("logGroupIdentifier")
    if name:
        # Names of log groups end so in policies, but for the tagging of a group by its ARN.
        return f"{name if name.startswith('arn:') else _arn(call, 'logs', f'log-group:{name}')}:*"
    return asked.get("resourceArn")


def _of_ecr(call: Call, asked: Asked) -> str | None:
    names = asked.get("repositoryNames") or [asked.get("repositoryName")]
    return _arn(call, "ecr", f"repository/{names[0]}") if names[0] else asked.get("resourceArn")


def _of_route53(call: Call, asked: Asked) -> str | None:
    partition = get_partition(call.region)
    zone = asked.get("HostedZoneId") or (asked.get("Id") if "Change" not in call.operation.removeprefix("Get") else None)
    if call.operation == "GetChange":
        return f"arn:{partition}:route53:::change/{asked['Id'].split('/')[-1]}"
    if call.operation == "ListTagsForResource":
        zone = asked["ResourceId"]
    return f"arn:{partition}:route53:::hostedzone/{zone.split('/')[-1]}" if zone else None


def _of_acm(_: Call, asked: Asked) -> str | None:
    return asked.get("CertificateArn")


def _of_sts(_: Call, asked: Asked) -> str | None:
    return asked.get("RoleArn")


def _unknown(_: Call, __: Asked) -> str | None:
    return None


BY_SERVICE: dict[str, Callable[[Call, Asked], str | None]] = {
    "acm": _of_acm,
    "ec2": _unknown,
    "ecr": _of_ecr,
    "eks": _of_eks,
    "elbv2": _unknown,
    "iam": _of_iam,
    "kms": _of_kms,
    "logs": _of_logs,
    "route53": _of_route53,
    "s3": _of_s3,
    "sts": _of_sts,
}


def _arn(call: Call, service: str, resource: str) -> str:
    return f"arn:{get_partition(call.region)}:{service}:{call.region}:{call.account}:{resource}"
