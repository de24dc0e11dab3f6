"""Regions that AWS does not have."""

from functools import cache

from botocore.session import get_session

from .call import Call
from .failure import Defect

PARTITIONS = ("aws", "aws-cn", "aws-us-gov")


def check_region(call: Call) -> None:
    """A client of AWS itself would find no host of that name."""
    if call.region not in _regions():
        raise Defect(f"AWS has no region {call.region}: no host would answer there")


@cache
def _regions() -> set[str]:
    session = get_session()
    return {region for partition in PARTITIONS for region in session.get_available_regions("ec2", partition)}
