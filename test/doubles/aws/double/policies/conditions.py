"""The conditions of policies: their form, and whether they hold."""

import re
from collections.abc import Callable
from typing import Any

from .document import as_list, matches

Context = dict[str, list[str]]
Test = Callable[[str, str], bool]


def _is_equal(wanted: str, value: str) -> bool:
    return wanted == value


def _is_equal_ignoring_case(wanted: str, value: str) -> bool:
    return wanted.lower() == value.lower()


TESTS: dict[str, Test] = {
    "StringEquals": _is_equal,
    "StringEqualsIgnoreCase": _is_equal_ignoring_case,
    "StringLike": matches,
    "ArnEquals": matches,
    "ArnLike": matches,
    "Bool": _is_equal_ignoring_case,
}
OPPOSITES = {
    "StringNotEquals": "StringEquals",
    "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
    "StringNotLike": "StringLike",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
}
# Valid in a policy; the double cannot tell whether they hold.
NOT_JUDGED = {"BinaryEquals", "DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan",
              "DateGreaterThanEquals", "IpAddress", "NotIpAddress", "NumericEquals", "NumericNotEquals",
              "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals"}  # fmt: skip
KNOWN = {*TESTS, *OPPOSITES, *NOT_JUDGED, "Null"}
OPERATOR = re.compile(r"(ForAllValues:|ForAnyValue:)?(\w+?)(IfExists)?")


def condition_problem(condition: Any) -> str | None:
    if condition is None:
        return None
    if not isinstance(condition, dict):
        return "Syntax errors in policy: Condition must be an object"
    for operator, keys in condition.items():
        found = OPERATOR.fullmatch(operator)
        if found is None or found[2] not in KNOWN:
            return f"Invalid Condition type : {operator}"
        if not isinstance(keys, dict):
            return f"Syntax errors in policy: {operator} must hold keys with their values"
        for key, values in keys.items():
            if ":" not in key or not all(isinstance(value, (str, bool, int, float)) for value in as_list(values)):
                return f"Syntax errors in policy: the condition key {key} of {operator} is not valid"
    return None


def holds(condition: Any, context: Context) -> bool:
    """Whether all conditions hold; a key that the context lacks fails, as AWS has it."""
    known = {key.lower(): values for key, values in context.items()}
    return all(
        _one_holds(operator, [_text(value) for value in as_list(wanted)], known.get(key.lower()))
        for operator, keys in (condition or {}).items()
        for key, wanted in keys.items()
    )


def _one_holds(operator: str, wanted: list[str], values: list[str] | None) -> bool:
    found = OPERATOR.fullmatch(operator)
    assert found is not None
    quantifier, name, if_exists = found.groups()
    if name == "Null":
        return (values is None) == (wanted == ["true"])
    if name in NOT_JUDGED:
        return False
    if values is None:
        return bool(if_exists) or quantifier == "ForAllValues:" or name in OPPOSITES
    if name in OPPOSITES:
        return not any(TESTS[OPPOSITES[name]](one, value) for one in wanted for value in values)
    hits = [any(TESTS[name](one, value) for one in wanted) for value in values]
    return all(hits) if quantifier == "ForAllValues:" else any(hits)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
