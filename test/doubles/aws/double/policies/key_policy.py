"""Policies of KMS keys."""

from ..call import Call
from ..failure import AwsError
from ..principal import principal_of
from ..registry import checks
from .checks import CODES, check_policy
from .document import allows_action, as_list, principals_of, statements_of
from .problems import RESOURCE


@checks("kms", "CreateKey", "PutKeyPolicy")
def check_key_policy(call: Call) -> None:
    document = call.parameters.get("Policy")
    check_policy(call, document, RESOURCE)
    if document and not call.parameters.get("BypassPolicyLockoutSafetyCheck") and _locks_out(call, document):
        message = "The new key policy will not allow you to update the key policy in the future."
        raise AwsError(CODES["kms"], message)


def _locks_out(call: Call, document: str) -> bool:
    """Whether neither the account nor who asks may change the policy again."""
    callers = {"*", call.account, f"arn:aws:iam::{call.account}:root", principal_of(call).iam_arn}
    return not any(
        allows_action(statement, "kms:PutKeyPolicy")
        and callers & set(principals_of(statement, "AWS"))
        and "*" in as_list(statement.get("Resource"))
        for statement in statements_of(document)
    )
