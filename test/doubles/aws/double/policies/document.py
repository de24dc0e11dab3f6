"""Reads policy documents whose form is known to be right."""

import json
import re
from typing import Any

Statement = dict[str, Any]


def as_list(value: Any) -> list[Any]:
    """Policies write a list of one as the value itself."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def statements_of(document: str | dict[str, Any]) -> list[Statement]:
    policy = json.loads(document) if isinstance(document, str) else document
    return as_list(policy.get("Statement"))


def matches(pattern: str, value: str, ignore_case: bool = False) -> bool:
    """`*` stands for any characters and `?` for one."""
    expression = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(expression, value, re.DOTALL | (re.IGNORECASE if ignore_case else 0)) is not None


def allows_action(statement: Statement, action: str) -> bool:
    """Whether an Allow statement names the action."""
    if statement.get("Effect") != "Allow":
        return False
    return any(matches(pattern, action, ignore_case=True) for pattern in as_list(statement.get("Action")))


def principals_of(statement: Statement, kind: str) -> list[str]:
    """`kind` is AWS, Service or Federated; "*" alone stands for everyone."""
    principal = statement.get("Principal", {})
    if principal == "*":
        return ["*"] if kind == "AWS" else []
    return as_list(principal.get(kind))


def trusts_service(document: str, service: str, *actions: str) -> bool:
    """Whether a role's trust policy lets a service do all of the actions."""
    trusting = [one for one in statements_of(document) if service in principals_of(one, "Service")]
    return all(any(allows_action(statement, action) for statement in trusting) for action in actions)
