"""Evaluates the policies of a role: a Deny decides, then an Allow, and nothing said is a no."""

from typing import Any

from moto.iam.models import Policy

from ..call import Call
from ..policies.conditions import holds
from ..policies.document import Statement, as_list, matches, statements_of
from ..principal import Principal
from ..resources import iam_of, role_by_arn
from .needs import Need

# Statements of the role, and of what its session was limited to.
Policies = list[list[Statement]]


def policies_of(call: Call, principal: Principal) -> Policies:
    role = role_by_arn(call, principal.role_arn or "")
    if role is None:
        return [[]]
    documents = [*role.policies.values(), *(_default_document(policy) for policy in role.managed_policies.values())]
    own = [statement for document in documents for statement in statements_of(document)]
    limits = [principal.session_policy, _boundary(call, role)]
    return [own, *(statements_of(limit) for limit in limits if limit)]


def is_allowed(policies: Policies, need: Need) -> bool:
    return all(_says_yes(statements, need) for statements in policies)


def _says_yes(statements: list[Statement], need: Need) -> bool:
    concerned = [statement for statement in statements if _concerns(statement, need)]
    if any(statement["Effect"] == "Deny" for statement in concerned):
        return False
    return any(statement["Effect"] == "Allow" for statement in concerned)


def _concerns(statement: Statement, need: Need) -> bool:
    return (
        _names(statement, "Action", need.action, ignore_case=True)
        and (need.resource is None or _names(statement, "Resource", need.resource))
        and holds(statement.get("Condition"), need.context)
    )


def _names(statement: Statement, key: str, value: str, ignore_case: bool = False) -> bool:
    if key in statement:
        return any(matches(pattern, value, ignore_case) for pattern in as_list(statement[key]))
    return not any(matches(pattern, value, ignore_case) for pattern in as_list(statement.get(f"Not{key}")))


def _default_document(policy: Policy) -> Any:
    return next(version.document for version in policy.versions if version.is_default)


def _boundary(call: Call, role: Any) -> Any:
    arn = role.permissions_boundary_arn
    return _default_document(iam_of(call).managed_policies[arn]) if arn else None
