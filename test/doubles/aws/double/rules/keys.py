"""KMS: what keys and aliases refuse."""

from typing import Any

from moto.kms import kms_backends

from ..call import Call
from ..failure import AwsError
from ..registry import ANY, checks

# What a key that waits for its deletion still does.
WHILE_PENDING = {"CancelKeyDeletion", "DescribeKey", "GetKeyPolicy", "GetKeyRotationStatus", "ListAliases",
                 "ListGrants", "ListKeyPolicies", "ListResourceTags"}  # fmt: skip


@checks("kms", "ScheduleKeyDeletion")
def check_window(call: Call) -> None:
    days = call.parameters.get("PendingWindowInDays", 30)
    if not 7 <= days <= 30:
        raise AwsError("ValidationException", f"PendingWindowInDays must be between 7 and 30, got {days}")


@checks("kms", ANY)
def check_state(call: Call) -> None:
    key = _key_of(call)
    if key is None or call.operation in WHILE_PENDING:
        return
    if key.key_state == "PendingDeletion":
        raise AwsError("KMSInvalidStateException", f"{key.arn} is pending deletion.")


@checks("kms", "CreateAlias", "UpdateAlias", "DeleteAlias")
def check_alias(call: Call) -> None:
    name = call.parameters["AliasName"]
    if name.startswith("alias/aws/"):
        raise AwsError("NotAuthorizedException", f"{name}: aliases that begin with alias/aws/ are reserved")


@checks("kms", "CreateKey", "TagResource")
def check_tags(call: Call) -> None:
    keys = [tag["TagKey"] for tag in call.parameters.get("Tags", [])]
    if any(key.lower().startswith("aws:") for key in keys) or len(set(keys)) < len(keys):
        raise AwsError("TagException", "Tag keys must be unique and must not begin with aws:")


def _key_of(call: Call) -> Any | None:
    name = call.parameters.get("KeyId") or call.parameters.get("TargetKeyId")
    keys = kms_backends[call.account][call.region].keys
    return keys.get(name.split("/")[-1]) if name else None
