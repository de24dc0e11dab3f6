"""How one resource is listed."""

from typing import Any

Resource = dict[str, Any]


def resource(service: str, kind: str, id_: str, tags: dict[str, str] | None = None, arn: str | None = None) -> Resource:
    listed: Resource = {"service": service, "kind": kind, "id": id_, "tags": dict(tags or {})}
    return listed | ({"arn": arn} if arn else {})
