"""The clusters that there are, with what belongs to each."""

from dataclasses import dataclass, field
from typing import Any

from ..call import Call
from ..state import state
from .errors import not_found

Shape = dict[str, Any]


@dataclass
class Cluster:
    """A cluster as DescribeCluster answers it, and its parts by their names or ids."""

    shape: Shape
    updates: dict[str, Shape] = field(default_factory=dict)
    addons: dict[str, Shape] = field(default_factory=dict)
    access_entries: dict[str, Shape] = field(default_factory=dict)
    # Associated access policies by principal and policy ARN.
    access_policies: dict[str, dict[str, Shape]] = field(default_factory=dict)
    pod_identities: dict[str, Shape] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return str(self.shape["name"])


def clusters_of(call: Call) -> dict[str, Cluster]:
    return state.clusters[call.account, call.region]


def cluster_of(call: Call) -> Cluster:
    """The cluster that the request names."""
    name = call.parameters.get("name") or call.parameters["clusterName"]
    cluster = clusters_of(call).get(name)
    if cluster is None:
        raise not_found(f"No cluster found for name: {name}.")
    return cluster


def page(call: Call, items: list[Any]) -> tuple[list[Any], dict[str, str]]:
    """The part of a list that the request asks for, and where the next part starts."""
    start = int(call.parameters.get("nextToken") or 0)
    end = start + int(call.parameters.get("maxResults") or 100)
    return items[start:end], ({"nextToken": str(end)} if end < len(items) else {})
