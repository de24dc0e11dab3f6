"""Route 53: changes of records, all or none; moto compares them with a journal and not with the records."""

import uuid
from typing import Any

from moto.core.utils import utcnow
from moto.route53 import route53_backends
from moto.route53.models import RecordSet

from ..call import Call
from ..failure import AwsError
from ..registry import handles
from .record_rules import check_record, invalid_change

Shape = dict[str, Any]
Key = tuple[str, str, str | None]


@handles("route53", "ChangeResourceRecordSets")
def change_resource_record_sets(call: Call) -> dict[str, Any]:
    zone = zone_of(call)
    records = {_key(record): record for record in zone.rrsets}
    for change in call.parameters["ChangeBatch"]["Changes"]:
        wanted = _normal(change["ResourceRecordSet"])
        key = (wanted["Name"], wanted["Type"], wanted.get("SetIdentifier"))
        if change["Action"] == "DELETE":
            _check_same(records.pop(key, None), wanted)
            continue
        check_record(wanted, zone.name, records)
        if change["Action"] == "CREATE" and key in records:
            name = f"[name='{wanted['Name']}', type='{wanted['Type']}']"
            raise invalid_change(f"Tried to create resource record set {name} but it already exists")
        records[key] = RecordSet(wanted | {"ResourceRecords": _values(wanted)})
    zone.rrsets = list(records.values())
    info = {"Id": f"/change/C{uuid.uuid4().hex[:13].upper()}", "Status": "PENDING", "SubmittedAt": utcnow()}
    return {"ChangeInfo": info}


def zone_of(call: Call) -> Any:
    id_ = call.parameters["HostedZoneId"].split("/")[-1]
    zone = route53_backends[call.account]["aws"].zones.get(id_)
    if zone is None:
        raise AwsError("NoSuchHostedZone", f"No hosted zone found with ID: {id_}", 404)
    return zone


def _normal(record: Shape) -> Shape:
    """Names are compared without case and end with a dot."""
    return record | {"Name": record["Name"].lower().rstrip(".") + "."}


def _key(record: RecordSet) -> Key:
    return record.name, record.type, record.set_identifier


def _check_same(record: RecordSet | None, wanted: Shape) -> None:
    name = f"[name='{wanted['Name']}', type='{wanted['Type']}']"
    if record is None:
        raise invalid_change(f"Tried to delete resource record set {name} but it was not found")
    ttl = int(record.ttl) if record.ttl is not None else None
    if (ttl, list(record.records), record.alias_target) != (wanted.get("TTL"), _values(wanted), wanted.get("AliasTarget")):
        raise invalid_change(f"Tried to delete resource record set {name} but the values provided do not match the current values")


def _values(record: Shape) -> list[str]:
    return [one["Value"] for one in record.get("ResourceRecords", [])]
