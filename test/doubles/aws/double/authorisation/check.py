"""Refuses what the policies of a role do not allow; the operator may do everything."""

from ..call import Call
from ..failure import AwsError
from ..principal import Principal, principal_of
from .needs import Need, needs_of
from .verdict import is_allowed, policies_of

ALWAYS_ALLOWED = {("sts", "GetCallerIdentity"), ("sts", "AssumeRoleWithWebIdentity")}


def check_authorisation(call: Call) -> None:
    principal = principal_of(call)
    if principal.role_arn is None or (call.service, call.operation) in ALWAYS_ALLOWED:
        return
    policies = policies_of(call, principal)
    for need in needs_of(call):
        if not is_allowed(policies, need):
            raise _denied(call, principal, need)


def _denied(call: Call, principal: Principal, need: Need) -> AwsError:
    on = f" on resource: {need.resource}" if need.resource else ""
    message = f"User: {principal.arn} is not authorized to perform: {need.action}{on}"
    if call.service == "ec2":
        return AwsError("UnauthorizedOperation", f"You are not authorized to perform this operation. {message}", 403)
    protocol = call.model.service_model.protocol
    if protocol in ("json", "rest-json"):
        return AwsError("AccessDeniedException", message, 403 if protocol == "rest-json" else 400)
    return AwsError("AccessDenied", message, 403)
