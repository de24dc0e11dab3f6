"""Names of EKS's resources."""

from moto.utilities.utils import get_partition

from ..call import Call


def arn_of(call: Call, resource: str) -> str:
    return f"arn:{get_partition(call.region)}:eks:{call.region}:{call.account}:{resource}"
