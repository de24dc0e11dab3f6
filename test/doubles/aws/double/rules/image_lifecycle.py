"""ECR: lifecycle policies, and the keys of repositories."""

import json
from typing import Any

from ..call import Call
from ..failure import AwsError
from ..registry import checks
from ..resources import key_by_arn

Rule = dict[str, Any]
SELECTION = {"tagStatus", "tagPrefixList", "tagPatternList", "countType", "countUnit", "countNumber"}


@checks("ecr", "CreateRepository")
def check_key(call: Call) -> None:
    arn = call.parameters.get("encryptionConfiguration", {}).get("kmsKey")
    key = key_by_arn(call, arn) if arn else None
    if arn and (key is None or key.key_state != "Enabled"):
        raise AwsError("KmsException", f"The KMS key {arn} does not exist in this region or is not enabled")


@checks("ecr", "PutLifecyclePolicy")
def check_lifecycle(call: Call) -> None:
    problem = _problem(call.parameters["lifecyclePolicyText"])
    if problem:
        message = (
            "Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: "
            f"'Lifecycle policy validation failure: {problem}'"
        )
        raise AwsError("InvalidParameterException", message)


def _problem(text: str) -> str | None:
    try:
        rules = json.loads(text)["rules"]
    except (ValueError, KeyError, TypeError):
        return "it must be an object with rules"
    if not isinstance(rules, list) or not 1 <= len(rules) <= 50:
        return "it must have 1 to 50 rules"
    priorities = [rule.get("rulePriority") for rule in rules]
    if not all(isinstance(priority, int) and priority >= 1 for priority in priorities):
        return f"rulePriority must be a positive number, got {priorities}"
    if len(set(priorities)) < len(priorities):
        return f"rulePriority must be unique, got {priorities}"
    anys = [rule["rulePriority"] for rule in rules if rule.get("selection", {}).get("tagStatus") == "any"]
    if len(anys) > 1 or (anys and anys[0] != max(priorities)):
        return "there may be one rule for tagStatus any, and it must have the highest rulePriority"
    return next(filter(None, map(_rule_problem, rules)), None)


def _rule_problem(rule: Rule) -> str | None:
    if not set(rule) <= {"rulePriority", "description", "selection", "action"}:
        return f"a rule has unknown members: {sorted(rule)}"
    if rule.get("action") != {"type": "expire"}:
        return f"the action must be of type expire, got {rule.get('action')}"
    selection = rule.get("selection")
    if not isinstance(selection, dict) or not set(selection) <= SELECTION:
        return f"the selection has members besides {sorted(SELECTION)}, or is missing"
    return _tags_problem(selection) or _count_problem(selection)


def _tags_problem(selection: Rule) -> str | None:
    status = selection.get("tagStatus")
    if status not in ("tagged", "untagged", "any"):
        return f"tagStatus must be tagged, untagged or any, got {status}"
    lists = [key for key in ("tagPrefixList", "tagPatternList") if selection.get(key)]
    if status == "tagged" and len(lists) != 1:
        return "tagStatus tagged needs a tagPatternList or a tagPrefixList, and not both"
    if status != "tagged" and lists:
        return f"tagStatus {status} takes no {lists[0]}"
    return None


def _count_problem(selection: Rule) -> str | None:
    kind, number, unit = (selection.get(key) for key in ("countType", "countNumber", "countUnit"))
    if kind not in ("imageCountMoreThan", "sinceImagePushed"):
        return f"countType must be imageCountMoreThan or sinceImagePushed, got {kind}"
    if not isinstance(number, int) or number < 1:
        return f"countNumber must be a positive number, got {number}"
    if unit != ("days" if kind == "sinceImagePushed" else None):
        return f"countUnit days goes with sinceImagePushed and with nothing else, got {unit} with {kind}"
    return None
