"""Policies of S3 buckets."""

from moto.s3.models import s3_backends

from ..call import Call
from ..failure import AwsError
from ..registry import checks
from .checks import check_policy
from .document import Statement, as_list, principals_of, statements_of
from .problems import RESOURCE


@checks("s3", "PutBucketPolicy")
def check_bucket_policy(call: Call) -> None:
    bucket, document = call.parameters["Bucket"], _text(call.parameters["Policy"])
    if bucket not in s3_backends[call.account]["aws"].buckets:
        return
    check_policy(call, document, RESOURCE)
    for statement in statements_of(document):
        _check_resources(statement, bucket)
        if _is_public(statement) and _blocks_public_policies(call, bucket):
            raise AwsError("AccessDenied", "public policies are blocked by the BlockPublicPolicy setting", 403)


def _check_resources(statement: Statement, bucket: str) -> None:
    resources = as_list(statement.get("Resource"))
    own = f"arn:aws:s3:::{bucket}"
    if any(one != own and not one.startswith(f"{own}/") for one in resources):
        raise AwsError("MalformedPolicy", f"Policy has invalid resource: {resources} of the bucket {bucket}")
    actions = as_list(statement.get("Action"))
    if any(not (action == "*" or action.lower().startswith("s3:")) for action in actions):
        raise AwsError("MalformedPolicy", "Policy has invalid action")


def _is_public(statement: Statement) -> bool:
    return statement["Effect"] == "Allow" and "*" in principals_of(statement, "AWS") and not statement.get("Condition")


def _blocks_public_policies(call: Call, bucket: str) -> bool:
    block = s3_backends[call.account]["aws"].buckets[bucket].public_access_block
    return bool(block and str(block.block_public_policy).lower() == "true")


def _text(policy: str | bytes) -> str:
    return policy.decode() if isinstance(policy, bytes) else policy
