"""CloudWatch Logs: retention, encryption, and groups that come back."""

from typing import Any

from moto.logs.models import logs_backends

from ..call import Call
from ..eks.side_effects import restore_log_group
from ..failure import AwsError
from ..policies.conditions import holds
from ..policies.document import allows_action, principals_of, statements_of
from ..registry import checks, completes, handles
from ..resources import key_by_arn

RETENTIONS = {1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653}
# What the service does with a group's key.
KEY_ACTIONS = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:GenerateDataKey", "kms:DescribeKey"]


@checks("logs", "PutRetentionPolicy")
def check_retention(call: Call) -> None:
    days = call.parameters["retentionInDays"]
    if days not in RETENTIONS:
        message = f"Invalid retention value. Valid values are: {sorted(RETENTIONS)}, got {days}"
        raise AwsError("InvalidParameterException", message)


@checks("logs", "CreateLogGroup", "AssociateKmsKey")
def check_key(call: Call) -> None:
    arn = call.parameters.get("kmsKeyId")
    if arn is None:
        return
    key = key_by_arn(call, arn)
    group = f"arn:aws:logs:{call.region}:{call.account}:log-group:{call.parameters['logGroupName']}"
    if key is None or key.key_state != "Enabled" or not _may_use(call, key.policy, group):
        message = f"The specified KMS key does not exist or is not allowed to be used with LogGroup '{group}'"
        raise AwsError("AccessDeniedException", message)


def _may_use(call: Call, policy: str, group: str) -> bool:
    """Whether the key's policy lets the service do all that it does for the group."""
    service = f"logs.{call.region}.amazonaws.com"
    context = {"kms:EncryptionContext:aws:logs:arn": [group], "aws:SourceAccount": [call.account]}
    concerned = [
        statement
        for statement in statements_of(policy)
        if service in principals_of(statement, "Service") and holds(statement.get("Condition"), context)
    ]
    return all(any(allows_action(statement, action) for statement in concerned) for action in KEY_ACTIONS)


@handles("logs", "AssociateKmsKey")
def associate_kms_key(call: Call) -> dict[str, Any]:
    _group_of(call).kms_key_id = call.parameters["kmsKeyId"]
    return {}


@handles("logs", "DisassociateKmsKey")
def disassociate_kms_key(call: Call) -> dict[str, Any]:
    _group_of(call).kms_key_id = None
    return {}


@completes("logs", "DeleteLogGroup")
def bring_back(call: Call) -> None:
    restore_log_group(call, call.parameters["logGroupName"])


def _group_of(call: Call) -> Any:
    group = logs_backends[call.account][call.region].groups.get(call.parameters.get("logGroupName", ""))
    if group is None:
        raise AwsError("ResourceNotFoundException", "The specified log group does not exist.")
    return group
