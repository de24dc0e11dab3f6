"""What a request needs to be allowed: actions, each on a resource and in a context."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..call import Call
from ..inventory import everything
from ..policies.conditions import Context
from ..policies.s3_actions import OPERATIONS as S3_OPERATIONS
from ..principal import principal_of
from .on_behalf import passed_roles, tags_given
from .resource_of import resource_of


@dataclass
class Need:
    action: str
    # None where the double does not know which resource the action is on: then the action alone decides.
    resource: str | None
    context: Context = field(default_factory=dict)


def needs_of(call: Call) -> Iterator[Need]:
    resource = resource_of(call)
    context = _context(call, resource)
    yield Need(_action(call), resource, context)
    tagging, tags = tags_given(call)
    if tagging:
        yield Need(tagging, resource, context | _tag_context(tags))
    for role, service in passed_roles(call):
        yield Need("iam:PassRole", role, context | {"iam:PassedToService": [service]})
        if call.operation.endswith("PodIdentityAssociation"):
            yield Need("iam:GetRole", role, context)


def _action(call: Call) -> str:
    name = S3_OPERATIONS.get(call.operation, call.operation) if call.service == "s3" else call.operation
    return f"{call.signing_name}:{name}"


def _context(call: Call, resource: str | None) -> Context:
    principal = principal_of(call)
    context = {
        "aws:PrincipalArn": [principal.iam_arn],
        "aws:PrincipalAccount": [call.account],
        "aws:RequestedRegion": [call.region],
        # The double itself has no TLS; clients of AWS do.
        "aws:SecureTransport": ["true"],
    }
    _, tags = tags_given(call)
    return context | _tag_context(tags) | _resource_tags(resource)


def _tag_context(tags: dict[str, str]) -> Context:
    if not tags:
        return {}
    return {"aws:TagKeys": list(tags), **{f"aws:RequestTag/{key}": [value] for key, value in tags.items()}}


def _resource_tags(arn: str | None) -> Context:
    if arn is None or arn == "*":
        return {}
    listed = next((one for one in everything() if one.get("arn") == arn), None)
    tags = listed["tags"] if listed else {}
    return {f"aws:ResourceTag/{key}": [value] for key, value in tags.items()}
