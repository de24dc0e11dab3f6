"""ACM: a certificate is issued when each of its names is proven by its record in a public zone."""

from datetime import UTC, datetime
from typing import Any

from moto.acm import acm_backends
from moto.route53 import route53_backends

from ..call import Call
from ..failure import AwsError
from ..registry import checks, handles

# What a certificate has only once it is issued.
WHEN_ISSUED = ("IssuedAt", "Issuer", "NotAfter", "NotBefore", "Serial")
TIMES = ("CreatedAt", "ImportedAt", "IssuedAt", "NotAfter", "NotBefore")


@checks("acm", "DescribeCertificate", "GetCertificate", "ListCertificates")
def issue(call: Call) -> None:
    proven = _proofs(call)
    for certificate in acm_backends[call.account][call.region]._certificates.values():
        if certificate.status != "PENDING_VALIDATION":
            continue
        options = certificate.describe()["Certificate"]["DomainValidationOptions"]
        if all(_name_and_value(one["ResourceRecord"]) in proven for one in options):
            certificate.status = "ISSUED"


def _proofs(call: Call) -> set[tuple[str, str]]:
    zones = route53_backends[call.account]["aws"].zones.values()
    return {
        (record.name.rstrip("."), value.rstrip("."))
        for zone in zones
        if not zone.private_zone
        for record in zone.rrsets
        if record.type == "CNAME"
        for value in record.records
    }


def _name_and_value(record: dict[str, str]) -> tuple[str, str]:
    return record["Name"].rstrip("."), record["Value"].rstrip(".")


@handles("acm", "DescribeCertificate")
def describe_certificate(call: Call) -> dict[str, Any]:
    arn = call.parameters["CertificateArn"]
    certificate = acm_backends[call.account][call.region]._certificates.get(arn)
    if certificate is None:
        message = f"Could not find certificate {arn}"
        raise AwsError("ResourceNotFoundException", message)
    described = certificate.describe()["Certificate"]
    if certificate.status != "ISSUED":
        described = {key: value for key, value in described.items() if key not in WHEN_ISSUED}
    for key in TIMES:
        if key in described:
            described[key] = datetime.fromtimestamp(described[key], UTC)
    names = sorted(certificate.sans, key=lambda name: (name != certificate.common_name, name))
    options = {one["DomainName"]: one for one in described.get("DomainValidationOptions", [])}
    described["SubjectAlternativeNames"] = names
    described["DomainValidationOptions"] = [options[name] for name in names if name in options]
    return {"Certificate": described}
