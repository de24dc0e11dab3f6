"""Who may assume a role: the double asks the role's trust policy, which moto does not."""

import base64
import json
from typing import Any

from ..call import Call
from ..failure import AwsError
from ..policies.conditions import Context, holds
from ..policies.document import allows_action, principals_of, statements_of
from ..principal import principal_of
from ..registry import checks
from ..resources import iam_of, role_by_arn


@checks("sts", "AssumeRole")
def check_assume_role(call: Call) -> None:
    caller = principal_of(call)
    accepted = {"*", call.account, f"arn:aws:iam::{call.account}:root", caller.arn, caller.iam_arn}
    context = {"aws:PrincipalArn": [caller.iam_arn]}
    if "ExternalId" in call.parameters:
        context["sts:ExternalId"] = [call.parameters["ExternalId"]]
    if not _trusts(call, "AWS", accepted, context):
        raise _denied(call, caller.arn)


@checks("sts", "AssumeRoleWithWebIdentity")
def check_web_identity(call: Call) -> None:
    """The token is believed without a look at its signature."""
    claims = _claims(call.parameters["WebIdentityToken"])
    issuer = str(claims.get("iss", "")).removeprefix("https://")
    provider = next((one for one in iam_of(call).open_id_providers.values() if one.url == issuer), None)
    audiences = claims.get("aud", [])
    audiences = [audiences] if isinstance(audiences, str) else audiences
    if provider is None:
        raise AwsError("InvalidIdentityToken", f"No OpenIDConnect provider found in your account for https://{issuer}")
    if not set(audiences) & set(provider.client_id_list):
        raise AwsError("InvalidIdentityToken", "Incorrect token audience")
    context = {f"{issuer}:{name}": [str(value)] for name, value in claims.items() if isinstance(value, (str, int))}
    if not _trusts(call, "Federated", {provider.arn}, context | {f"{issuer}:aud": audiences}):
        raise _denied(call, None)


def _trusts(call: Call, kind: str, accepted: set[str], context: Context) -> bool:
    role = role_by_arn(call, call.parameters["RoleArn"])
    return role is not None and any(
        allows_action(statement, f"sts:{call.operation}")
        and accepted & set(principals_of(statement, kind))
        and holds(statement.get("Condition"), context)
        for statement in statements_of(role.assume_role_policy_document)
    )


def _denied(call: Call, caller: str | None) -> AwsError:
    who = f"User: {caller} is not authorized" if caller else "Not authorized"
    resource = f" on resource: {call.parameters['RoleArn']}" if caller else ""
    return AwsError("AccessDenied", f"{who} to perform sts:{call.operation}{resource}", 403)


def _claims(token: str) -> dict[str, Any]:
    try:
        payload = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (IndexError, ValueError):
        raise AwsError("InvalidIdentityToken", "The ID Token provided is not a valid JWT.") from None
    if not isinstance(claims, dict):
        raise AwsError("InvalidIdentityToken", "The ID Token provided is not a valid JWT.")
    return claims
