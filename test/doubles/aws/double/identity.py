"""STS: who asks."""

from typing import Any

from .call import Call
from .principal import principal_of
from .registry import handles


@handles("sts", "GetCallerIdentity")
def get_caller_identity(call: Call) -> dict[str, Any]:
    principal = principal_of(call)
    return {"UserId": principal.user_id, "Account": call.account, "Arn": principal.arn}
