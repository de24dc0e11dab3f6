"""Updates of clusters and add-ons; each is complete when it is answered."""

import json
import uuid
from typing import Any

from moto.core.utils import utcnow

from ..call import Call
from ..registry import handles
from .clusters import Cluster, cluster_of, page
from .errors import not_found


def add_update(cluster: Cluster, kind: str, parameters: dict[str, Any], addon: str = "") -> dict[str, Any]:
    """Remembers an update and answers it as the operation that started it does."""
    update = {
        "id": str(uuid.uuid4()),
        "status": "Successful",
        "type": kind,
        "params": [{"type": name, "value": _text(value)} for name, value in parameters.items()],
        "createdAt": utcnow(),
        "errors": [],
    }
    cluster.updates[update["id"]] = update | {"addon": addon}
    return update | {"status": "InProgress"}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


@handles("eks", "DescribeUpdate")
def describe_update(call: Call) -> dict[str, Any]:
    cluster = cluster_of(call)
    update = cluster.updates.get(call.parameters["updateId"])
    if update is None or update["addon"] != call.parameters.get("addonName", ""):
        raise not_found(f"No update found for id: {call.parameters['updateId']}")
    return {"update": {key: value for key, value in update.items() if key != "addon"}}


@handles("eks", "ListUpdates")
def list_updates(call: Call) -> dict[str, Any]:
    addon = call.parameters.get("addonName", "")
    found = [id_ for id_, update in cluster_of(call).updates.items() if update["addon"] == addon]
    ids, rest = page(call, found)
    return {"updateIds": ids, **rest}
