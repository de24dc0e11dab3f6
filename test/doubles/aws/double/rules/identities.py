"""IAM: identity providers and the number of policies."""

from ..call import Call
from ..failure import AwsError
from ..registry import checks
from ..resources import iam_of

MOST_POLICIES = 10


@checks("iam", "CreateOpenIDConnectProvider")
def check_provider(call: Call) -> None:
    url = call.parameters["Url"]
    if not url.startswith("https://"):
        raise AwsError("ValidationError", f"Invalid Open ID Connect Provider URL: it must begin with https://, got {url}")


@checks("iam", "AttachRolePolicy")
def check_number(call: Call) -> None:
    name, arn = call.parameters["RoleName"], call.parameters["PolicyArn"]
    role = next((one for one in iam_of(call).roles.values() if one.name == name), None)
    if role and arn not in role.managed_policies and len(role.managed_policies) >= MOST_POLICIES:
        raise AwsError("LimitExceeded", f"Cannot exceed quota for PoliciesPerRole: {MOST_POLICIES}", 409)
