"""Route 53: what a record may say."""

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Any

from ..failure import AwsError
from .load_balancer_zones import zone_of_name

Shape = dict[str, Any]
HOST = r"([\w*-]+\.)*[\w-]+\.?"


def invalid_change(message: str) -> AwsError:
    return AwsError("InvalidChangeBatch", f"[{message}]")


def check_record(record: Shape, zone: str, others: dict[tuple[str, str, str | None], Any]) -> None:
    name, kind = record["Name"], record["Type"]
    if name != zone and not name.endswith(f".{zone}"):
        raise invalid_change(f"RRSet with DNS name {name} is not permitted in zone {zone}")
    if ("AliasTarget" in record) == bool(record.get("ResourceRecords")) or (
        ("TTL" in record) != bool(record.get("ResourceRecords"))
    ):
        message = "Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords]]"
        raise AwsError("InvalidInput", f"Invalid request: {message}, but found more than one or none in Change")
    if kind == "CNAME" and name == zone:
        raise invalid_change(f"RRSet of type CNAME with DNS name {name} is not permitted at apex in zone {zone}")
    same_name = {other for other_name, other, _ in others if other_name == name}
    if (kind == "CNAME" and same_name - {kind}) or (kind != "CNAME" and "CNAME" in same_name):
        raise invalid_change(f"RRSet of type {kind} with DNS name {name} is not permitted as a CNAME conflicts with it")
    for one in record.get("ResourceRecords", []):
        _check_value(kind, one["Value"])
    if "AliasTarget" in record:
        _check_alias(record["AliasTarget"], kind, zone)


def _check_value(kind: str, value: str) -> None:
    checks = {"A": _is_address(IPv4Address), "AAAA": _is_address(IPv6Address), "CNAME": _is_host}
    if kind in checks and not checks[kind](value):
        raise invalid_change(f"Invalid Resource Record: '{value}' is no valid value of type {kind}")


def _is_host(value: str) -> bool:
    return re.fullmatch(HOST, value) is not None


def _is_address(family: Any) -> Any:
    def is_address(value: str) -> bool:
        try:
            family(value)
        except (AddressValueError, ValueError):
            return False
        return True

    return is_address


def _check_alias(alias: Shape, kind: str, zone: str) -> None:
    """Aliases of load balancers are known; those of other services the double refuses."""
    target = alias["DNSName"].rstrip(".")
    expected = zone_of_name(target)
    if expected is None:
        raise invalid_change(f"the double knows aliases of load balancers alone, got {target}")
    if alias["HostedZoneId"] != expected:
        message = f"Tried to create an alias that targets {target}., type {kind} in zone {alias['HostedZoneId']}"
        raise invalid_change(f"{message}, but the alias target name does not lie within the target zone")
