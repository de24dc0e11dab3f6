"""Add-ons of a cluster."""

import json
import uuid
from typing import Any

from moto.core.utils import utcnow

from ..call import Call
from ..registry import handles
from ..resources import role_by_arn
from .addon_versions import ADDONS, publisher_of
from .arn import arn_of
from .clusters import Shape, cluster_of, page
from .errors import in_use, invalid_parameter, not_found
from .updates import add_update

NAMES = {
    "addonVersion": "AddonVersion",
    "serviceAccountRoleArn": "ServiceAccountRoleArn",
    "resolveConflicts": "ResolveConflicts",
    "configurationValues": "ConfigurationValues",
}
KEPT = ("addonVersion", "serviceAccountRoleArn", "configurationValues")


@handles("eks", "CreateAddon")
def create_addon(call: Call) -> dict[str, Any]:
    cluster, asked = cluster_of(call), call.parameters
    name = asked["addonName"]
    if name in cluster.addons:
        raise in_use(f"Addon already exists: {name}")
    if name not in ADDONS:
        raise invalid_parameter(f"Addon {name} specified is not supported")
    _check(call, name, asked)
    if asked.get("resolveConflicts") == "PRESERVE":
        raise invalid_parameter("resolveConflicts must be NONE or OVERWRITE when an add-on is created")
    now = utcnow()
    addon = {
        "addonName": name,
        "clusterName": cluster.name,
        "status": "ACTIVE",
        "addonVersion": ADDONS[name][0],
        "health": {"issues": []},
        "addonArn": arn_of(call, f"addon/{cluster.name}/{name}/{uuid.uuid4()}"),
        "createdAt": now,
        "modifiedAt": now,
        "tags": asked.get("tags", {}),
        **publisher_of(name),
        **{key: asked[key] for key in KEPT if key in asked},
        "namespaceConfig": asked.get("namespaceConfig", {"namespace": "kube-system"}),
    }
    cluster.addons[name] = addon
    return {"addon": addon | {"status": "CREATING"}}


@handles("eks", "DescribeAddon")
def describe_addon(call: Call) -> dict[str, Any]:
    return {"addon": _addon_of(call)}


@handles("eks", "ListAddons")
def list_addons(call: Call) -> dict[str, Any]:
    names, rest = page(call, sorted(cluster_of(call).addons))
    return {"addons": names, **rest}


@handles("eks", "UpdateAddon")
def update_addon(call: Call) -> dict[str, Any]:
    addon, asked = _addon_of(call), call.parameters
    _check(call, addon["addonName"], asked)
    addon |= {key: asked[key] for key in KEPT if key in asked}
    addon["modifiedAt"] = utcnow()
    changed = {NAMES[key]: asked[key] for key in NAMES if key in asked}
    return {"update": add_update(cluster_of(call), "AddonUpdate", changed, addon=addon["addonName"])}


@handles("eks", "DeleteAddon")
def delete_addon(call: Call) -> dict[str, Any]:
    addon = _addon_of(call)
    del cluster_of(call).addons[addon["addonName"]]
    return {"addon": addon | {"status": "DELETING"}}


def _addon_of(call: Call) -> Shape:
    cluster, name = cluster_of(call), call.parameters["addonName"]
    if name not in cluster.addons:
        raise not_found(f"No addon: {name} found in cluster: {cluster.name}")
    return cluster.addons[name]


def _check(call: Call, name: str, asked: Shape) -> None:
    version = asked.get("addonVersion")
    if version is not None and version not in ADDONS[name]:
        raise invalid_parameter(f"Addon version specified is not supported: {name} {version}")
    role = asked.get("serviceAccountRoleArn")
    if role is not None and role_by_arn(call, role) is None:
        raise invalid_parameter(f"Role {role} does not exist")
    if "podIdentityAssociations" in asked:
        raise invalid_parameter(f"the double has no pod identity associations of add-ons, got one for {name}")
    _check_configuration(asked.get("configurationValues"))


def _check_configuration(values: str | None) -> None:
    """JSON or YAML of one object; its members are not checked, for the double has no add-on's schema."""
    if not values:
        return
    try:
        ok = isinstance(json.loads(values), dict)
    except ValueError:
        ok = not values.lstrip().startswith("{") and ":" in values
    if not ok:
        raise invalid_parameter("ConfigurationValue is not in supported format: it must be a JSON or YAML object")
