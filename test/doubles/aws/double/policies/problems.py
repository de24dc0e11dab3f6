"""What is wrong with a policy document, in the first sentence that says it; None when nothing is."""

import json
import re
from dataclasses import dataclass
from typing import Any

from .actions import action_problem
from .conditions import condition_problem
from .document import Statement, as_list
from .principals import principal_problem
from .resource_names import resource_problem

MEMBERS = {"Version", "Id", "Statement"}
PARTS = {"Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal", "Condition"}


@dataclass(frozen=True)
class Kind:
    """Where a policy stands, which decides what it must and must not say."""

    # Whom it concerns is said by the policy and not by what it is attached to.
    names_principals: bool
    # Resources must be named; a trust policy must not name any.
    names_resources: bool
    versions: tuple[str, ...] = ("2012-10-17",)


IDENTITY = Kind(names_principals=False, names_resources=True)
TRUST = Kind(names_principals=True, names_resources=False)
RESOURCE = Kind(names_principals=True, names_resources=True, versions=("2012-10-17", "2008-10-17"))


def policy_problem(document: str, kind: Kind) -> str | None:
    try:
        policy = json.loads(document)
    except ValueError as error:
        return f"This policy contains invalid Json: {error}"
    if not isinstance(policy, dict) or not set(policy) <= MEMBERS:
        return f"Syntax errors in policy: only {sorted(MEMBERS)} may stand at its top"
    if policy.get("Version") not in kind.versions:
        return f"Policy document must be version 2012-10-17 or greater, got {policy.get('Version')}"
    statements = as_list(policy.get("Statement"))
    if not statements:
        return "Syntax errors in policy: it has no Statement"
    sids = [one["Sid"] for one in statements if isinstance(one, dict) and "Sid" in one]
    if len(set(map(str, sids))) < len(sids):
        return "Statement IDs (SID) in a single policy must be unique"
    return next(filter(None, (_statement_problem(one, kind) for one in statements)), None)


def _statement_problem(statement: Any, kind: Kind) -> str | None:
    if not isinstance(statement, dict) or not set(statement) <= PARTS:
        return f"Syntax errors in policy: a statement has only {sorted(PARTS)}"
    if statement.get("Effect") not in ("Allow", "Deny"):
        return f"Syntax errors in policy: Effect must be Allow or Deny, got {statement.get('Effect')}"
    if not re.fullmatch(r"[0-9A-Za-z ]*", str(statement.get("Sid", ""))):
        return "Statement IDs (SID) must be alpha-numeric"
    return _parts_problem(statement, kind) or condition_problem(statement.get("Condition"))


def _parts_problem(statement: Statement, kind: Kind) -> str | None:
    if ("Action" in statement) == ("NotAction" in statement):
        return "Policy statement must contain either actions or notActions, and not both"
    has_resource = "Resource" in statement or "NotResource" in statement
    if has_resource and not kind.names_resources:
        return "Has prohibited field Resource"
    if not has_resource and kind.names_resources:
        return "Policy statement must contain resources."
    has_principal = "Principal" in statement or "NotPrincipal" in statement
    if has_principal and not kind.names_principals:
        return "Policy document should not specify a principal."
    if not has_principal and kind.names_principals:
        return "Missing required field Principal"
    return (
        action_problem(statement.get("Action", statement.get("NotAction")))
        or (resource_problem(statement.get("Resource", statement.get("NotResource"))) if has_resource else None)
        or (principal_problem(statement.get("Principal", statement.get("NotPrincipal"))) if has_principal else None)
    )
