"""Tags of EKS's resources."""

from typing import Any

from ..call import Call
from ..failure import AwsError
from ..registry import handles
from .clusters import Shape, clusters_of

MOST_TAGS = 50


@handles("eks", "TagResource")
def tag_resource(call: Call) -> dict[str, Any]:
    tagged = _tagged(call)
    tags = {**tagged.get("tags", {}), **call.parameters["tags"]}
    if len(tags) > MOST_TAGS or any(key.lower().startswith("aws:") for key in call.parameters["tags"]):
        raise AwsError("BadRequestException", f"at most {MOST_TAGS} tags, none of them beginning with aws:", 400)
    tagged["tags"] = tags
    return {}


@handles("eks", "UntagResource")
def untag_resource(call: Call) -> dict[str, Any]:
    tagged = _tagged(call)
    tagged["tags"] = {k: v for k, v in tagged.get("tags", {}).items() if k not in call.parameters["tagKeys"]}
    return {}


@handles("eks", "ListTagsForResource")
def list_tags_for_resource(call: Call) -> dict[str, Any]:
    return {"tags": _tagged(call).get("tags", {})}


def _tagged(call: Call) -> Shape:
    arn = call.parameters["resourceArn"]
    for cluster in clusters_of(call).values():
        candidates = {
            "arn": [cluster.shape],
            "addonArn": cluster.addons.values(),
            "accessEntryArn": cluster.access_entries.values(),
            "associationArn": cluster.pod_identities.values(),
        }
        for key, shapes in candidates.items():
            for shape in shapes:
                if shape[key] == arn:
                    return shape
    raise AwsError("NotFoundException", f"Resource {arn} was not found", 404)
