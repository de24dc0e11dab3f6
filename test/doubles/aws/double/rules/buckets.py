"""S3: names, lifecycle and encryption of buckets."""

import re
from typing import Any

from ..call import Call
from ..failure import AwsError
from ..registry import checks

NAME = r"(?!xn--|sthree-|amzn-s3-demo-)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9]([a-z0-9-]|\.(?!\.)){1,61}[a-z0-9]"
NAME_ENDINGS = ("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3")
EARLIEST_INFREQUENT = 30
ACTIONS = {"Expiration", "Transitions", "NoncurrentVersionExpiration", "NoncurrentVersionTransitions",
           "AbortIncompleteMultipartUpload"}  # fmt: skip
# Where a rule holds numbers of days, with what S3 says of them.
DAYS = [("Expiration", "Days"), ("NoncurrentVersionExpiration", "NoncurrentDays"),
        ("AbortIncompleteMultipartUpload", "DaysAfterInitiation")]  # fmt: skip
Rule = dict[str, Any]


@checks("s3", "CreateBucket")
def check_name(call: Call) -> None:
    name = call.parameters["Bucket"]
    if not re.fullmatch(NAME, name) or name.endswith(NAME_ENDINGS):
        raise AwsError("InvalidBucketName", "The specified bucket is not valid.")


@checks("s3", "PutBucketLifecycleConfiguration")
def check_lifecycle(call: Call) -> None:
    rules = call.parameters.get("LifecycleConfiguration", {}).get("Rules", [])
    ids = [rule["ID"] for rule in rules if rule.get("ID")]
    if len(set(ids)) < len(ids):
        raise _wrong("Rule ID must be unique. Found same ID for more than one rule")
    for rule in rules:
        _check_rule(rule)


def _check_rule(rule: Rule) -> None:
    if not ACTIONS & {key for key, value in rule.items() if value}:
        raise AwsError("InvalidRequest", "At least one action needs to be specified in a rule.")
    for action, member in DAYS:
        days = rule.get(action, {}).get(member)
        if days is not None and days <= 0:
            raise _wrong(f"'{member}' for {action} action must be a positive integer")
    _check_transitions(rule)


def _check_transitions(rule: Rule) -> None:
    transitions = [(one.get("Days"), one.get("StorageClass")) for one in rule.get("Transitions", [])]
    for days, storage in transitions:
        if days is not None and days < EARLIEST_INFREQUENT and storage in ("STANDARD_IA", "ONEZONE_IA"):
            message = f"'Days' in Transition action must be greater than or equal to {EARLIEST_INFREQUENT} for storageClass"
            raise _wrong(f"{message} '{storage}'")
    expiry = rule.get("Expiration", {}).get("Days")
    if expiry is not None and any(days is not None and days >= expiry for days, _ in transitions):
        raise _wrong("'Days' in the Expiration action must be greater than 'Days' in the Transition action")


@checks("s3", "PutBucketEncryption")
def check_encryption(call: Call) -> None:
    for rule in call.parameters.get("ServerSideEncryptionConfiguration", {}).get("Rules", []):
        default = rule.get("ApplyServerSideEncryptionByDefault", {})
        if default.get("KMSMasterKeyID") and not default["SSEAlgorithm"].startswith("aws:kms"):
            raise _wrong("a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms")


def _wrong(message: str) -> AwsError:
    return AwsError("InvalidArgument", message)
