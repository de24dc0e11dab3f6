"""Refuses malformed policies wherever a request gives one to a service."""

import json

from ..call import Call
from ..failure import AwsError
from ..principal import operator_arn
from ..registry import checks
from ..resources import role_by_arn, user_by_arn
from .document import principals_of, statements_of
from .problems import IDENTITY, RESOURCE, TRUST, Kind, policy_problem

# How each service calls a policy that is not valid.
CODES = {
    "ec2": "InvalidPolicyDocument",
    "ecr": "InvalidParameterException",
    "iam": "MalformedPolicyDocument",
    "kms": "MalformedPolicyDocumentException",
    "s3": "MalformedPolicy",
    "sts": "MalformedPolicyDocument",
}
# The longest policies in characters, white space left out.
LONGEST_TRUST = 2048
LONGEST_INLINE = 10240


def check_policy(call: Call, document: str | None, kind: Kind) -> None:
    if document is None:
        return
    problem = policy_problem(document, kind)
    if problem:
        raise AwsError(CODES[call.service], problem)
    if kind.names_principals:
        _check_principals_exist(call, document)


@checks("iam", "CreateRole", "UpdateAssumeRolePolicy")
def check_trust(call: Call) -> None:
    document = call.parameters.get("AssumeRolePolicyDocument") or call.parameters.get("PolicyDocument")
    check_policy(call, document, TRUST)
    if document and length_of(document) > LONGEST_TRUST:
        raise AwsError("LimitExceeded", f"Cannot exceed quota for ACLSizePerRole: {LONGEST_TRUST}", 409)


@checks("iam", "PutRolePolicy", "PutUserPolicy", "CreatePolicy", "CreatePolicyVersion")
def check_identity_policy(call: Call) -> None:
    document = call.parameters["PolicyDocument"]
    check_policy(call, document, IDENTITY)
    if length_of(document) > LONGEST_INLINE:
        raise AwsError("LimitExceeded", f"Maximum policy size of {LONGEST_INLINE} bytes exceeded", 409)


@checks("sts", "AssumeRole", "AssumeRoleWithWebIdentity")
def check_session_policy(call: Call) -> None:
    check_policy(call, call.parameters.get("Policy"), IDENTITY)


@checks("ecr", "SetRepositoryPolicy")
def check_repository_policy(call: Call) -> None:
    # Such a policy belongs to its repository and names no resource.
    check_policy(call, call.parameters["policyText"], Kind(True, False, RESOURCE.versions))


@checks("ec2", "CreateVpcEndpoint", "ModifyVpcEndpoint")
def check_endpoint_policy(call: Call) -> None:
    check_policy(call, call.parameters.get("PolicyDocument"), RESOURCE)


def length_of(document: str) -> int:
    return len(json.dumps(json.loads(document), separators=(",", ":")))


def _check_principals_exist(call: Call, document: str) -> None:
    for statement in statements_of(document):
        for arn in principals_of(statement, "AWS"):
            own = f":iam::{call.account}:" in arn and not arn.endswith(":root")
            if own and arn != operator_arn(call) and not (role_by_arn(call, arn) or user_by_arn(call, arn)):
                raise AwsError(CODES[call.service], f'Invalid principal in policy: "AWS":"{arn}"')
