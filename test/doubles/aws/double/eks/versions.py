"""The Kubernetes versions that EKS offers."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from ..call import Call
from ..registry import handles
from .clusters import page
from .errors import invalid_parameter

STANDARD = "STANDARD_SUPPORT"
EXTENDED = "EXTENDED_SUPPORT"
UNSUPPORTED = "UNSUPPORTED"


@dataclass
class Version:
    name: str
    status: str
    released: datetime
    standard_until: datetime
    default: bool = False

    @property
    def minor(self) -> int:
        return int(self.name.split(".")[1])


def _day(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, tzinfo=UTC)


# The statuses are fixed, so that no test depends on the day on which it runs; 1.36's dates are guesses.
VERSIONS = [
    Version("1.36", STANDARD, _day(2026, 6, 2), _day(2027, 8, 2)),
    Version("1.35", STANDARD, _day(2026, 1, 27), _day(2027, 3, 27), default=True),
    Version("1.34", STANDARD, _day(2025, 10, 2), _day(2026, 12, 2)),
    Version("1.33", EXTENDED, _day(2025, 5, 29), _day(2026, 7, 29)),
    Version("1.32", EXTENDED, _day(2025, 1, 23), _day(2026, 3, 23)),
    Version("1.31", UNSUPPORTED, _day(2024, 9, 26), _day(2025, 11, 26)),
    Version("1.30", UNSUPPORTED, _day(2024, 5, 23), _day(2025, 7, 23)),
]
DEFAULT = next(version.name for version in VERSIONS if version.default)


def offered(name: str) -> Version:
    """The version of a new or updated cluster."""
    version = next((one for one in VERSIONS if one.name == name), None)
    if version is None or version.status == UNSUPPORTED:
        raise invalid_parameter(f"unsupported Kubernetes version {name}")
    return version


@handles("eks", "DescribeClusterVersions")
def describe_cluster_versions(call: Call) -> dict[str, Any]:
    asked = call.parameters
    wanted = asked.get("versionStatus") or (asked.get("status") or "").replace("-", "_").upper()
    found = [_described(version) for version in VERSIONS if _is_asked_for(version, asked, wanted)]
    versions, rest = page(call, found)
    return {"clusterVersions": versions, **rest}


def _is_asked_for(version: Version, asked: dict[str, Any], status: str) -> bool:
    if asked.get("clusterVersions") and version.name not in asked["clusterVersions"]:
        return False
    if asked.get("defaultOnly") and not version.default:
        return False
    if status:
        return version.status == status
    named = bool(asked.get("clusterVersions")) or asked.get("includeAll", False)
    return named or version.status != UNSUPPORTED


def _described(version: Version) -> dict[str, Any]:
    return {
        "clusterVersion": version.name,
        "clusterType": "eks",
        "defaultPlatformVersion": "eks.1",
        "defaultVersion": version.default,
        "releaseDate": version.released,
        "endOfStandardSupportDate": version.standard_until,
        "endOfExtendedSupportDate": version.standard_until + timedelta(days=365),
        "status": version.status.lower().replace("_", "-"),
        "versionStatus": version.status,
        "kubernetesPatchVersion": f"{version.name}.0",
    }
