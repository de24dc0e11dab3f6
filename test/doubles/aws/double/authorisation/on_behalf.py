"""What a request needs besides its own action: to pass roles to services, and to tag what it makes."""

from typing import Any

from ..call import Call

# The action that tagging a new resource needs, and the parameter that holds the tags.
TAGGING = {
    ("acm", "RequestCertificate"): ("acm:AddTagsToCertificate", "Tags"),
    ("ecr", "CreateRepository"): ("ecr:TagResource", "tags"),
    ("iam", "CreateOpenIDConnectProvider"): ("iam:TagOpenIDConnectProvider", "Tags"),
    ("iam", "CreatePolicy"): ("iam:TagPolicy", "Tags"),
    ("iam", "CreateRole"): ("iam:TagRole", "Tags"),
    ("kms", "CreateKey"): ("kms:TagResource", "Tags"),
    ("logs", "CreateLogGroup"): ("logs:TagResource", "tags"),
}
EKS = "eks.amazonaws.com"
PODS = "pods.eks.amazonaws.com"
# Roles that are handed to a service, by their place in the request.
PASSING: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = {
    ("ec2", "CreateFlowLogs"): [(("DeliverLogsPermissionArn",), "vpc-flow-logs.amazonaws.com")],
    ("eks", "CreateAddon"): [(("serviceAccountRoleArn",), EKS)],
    ("eks", "CreateCluster"): [(("roleArn",), EKS), (("computeConfig", "nodeRoleArn"), "ec2.amazonaws.com")],
    ("eks", "CreatePodIdentityAssociation"): [(("roleArn",), PODS)],
    ("eks", "UpdateClusterConfig"): [(("computeConfig", "nodeRoleArn"), "ec2.amazonaws.com")],
    ("eks", "UpdatePodIdentityAssociation"): [(("roleArn",), PODS)],
}


def passed_roles(call: Call) -> list[tuple[str, str]]:
    """ARNs of roles with the services that get them."""
    places = PASSING.get((call.service, call.operation), [])
    found = [(_at(call.parameters, path), service) for path, service in places]
    return [(arn, service) for arn, service in found if arn]


def tags_given(call: Call) -> tuple[str | None, dict[str, str]]:
    """The action that tagging needs, if the request tags, and the tags."""
    asked = call.parameters
    if call.service == "ec2" and asked.get("TagSpecifications"):
        specifications = [tag for one in asked["TagSpecifications"] for tag in one.get("Tags", [])]
        return "ec2:CreateTags", _as_dictionary(specifications)
    if call.service == "eks" and call.operation.startswith("Create") and asked.get("tags"):
        return "eks:TagResource", asked["tags"]
    action, parameter = TAGGING.get((call.service, call.operation), (None, "Tags"))
    tags = _as_dictionary(asked.get(parameter) or asked.get("tags") or {})
    return (action if tags else None), tags


def _as_dictionary(tags: Any) -> dict[str, str]:
    if isinstance(tags, dict):
        return tags
    return {tag.get("Key", tag.get("TagKey")): tag.get("Value", tag.get("TagValue", "")) for tag in tags}


def _at(value: Any, path: tuple[str, ...]) -> str | None:
    for key in path:
        value = (value or {}).get(key)
    return value
