"""Looks up what moto holds, by the names with which requests refer to it."""

import re
from typing import Any

from moto.core.exceptions import ServiceException
from moto.ec2 import ec2_backends
from moto.iam import iam_backends
from moto.kms import kms_backends
from moto.utilities.utils import get_partition
from werkzeug.exceptions import HTTPException

from .call import Call

MotoErrors = (HTTPException, ServiceException, KeyError)


def iam_of(call: Call) -> Any:
    return iam_backends[call.account][get_partition(call.region)]


def ec2_of(call: Call) -> Any:
    return ec2_backends[call.account][call.region]


def role_by_arn(call: Call, arn: str) -> Any | None:
    return next((role for role in iam_of(call).roles.values() if role.arn == arn), None)


def user_by_arn(call: Call, arn: str) -> Any | None:
    return next((user for user in iam_of(call).users.values() if user.arn == arn), None)


def key_by_arn(call: Call, arn: str) -> Any | None:
    """The KMS key of an ARN, of the region that is called."""
    found = re.fullmatch(rf"arn:[a-z-]+:kms:{call.region}:{call.account}:key/([\w-]+)", arn)
    return kms_backends[call.account][call.region].keys.get(found[1]) if found else None


def subnet_by_id(call: Call, subnet_id: str) -> Any | None:
    try:
        return ec2_of(call).get_subnet(subnet_id)
    except MotoErrors:
        return None
