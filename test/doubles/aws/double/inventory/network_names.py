"""Names and certificates."""

from collections.abc import Iterator
from typing import Any

from .resource import Resource, resource


def of_certificates(backend: Any) -> Iterator[Resource]:
    for certificate in backend._certificates.values():
        tags = {key: value or "" for key, value in certificate.tags.items()}
        yield resource("acm", "Certificate", certificate.common_name, tags, certificate.arn)


def of_dns(backend: Any) -> Iterator[Resource]:
    for zone in backend.zones.values():
        arn = f"arn:{backend.partition}:route53:::hostedzone/{zone.resource_id}"
        yield resource("route53", "HostedZone", zone.resource_id, backend.list_tags_for_resource(zone.resource_id), arn)
        for record in zone.rrsets:
            if record.name == zone.name and record.type in ("NS", "SOA"):
                continue
            yield resource("route53", "Record", f"{zone.resource_id}_{record.name}_{record.type}")
