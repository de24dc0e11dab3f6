"""The resources that policies name."""

import re
from typing import Any

from .document import as_list

# Services whose resource names hold no region, with the ones that hold no account either.
WITHOUT_REGION = {"iam", "s3", "route53"}
WITHOUT_ACCOUNT = {"s3", "route53"}


def resource_problem(resources: Any) -> str | None:
    if not as_list(resources):
        return "Policy statement must contain resources."
    return next(filter(None, map(_one_problem, as_list(resources))), None)


def _one_problem(resource: Any) -> str | None:
    if resource == "*":
        return None
    parts = resource.split(":", 5) if isinstance(resource, str) else []
    if len(parts) < 6 or parts[0] != "arn":
        return f'Resource {resource} must be in ARN format or "*".'
    _, partition, service, region, account, rest = parts
    if not re.fullmatch(r"aws(-[a-z]+)*|\*", partition):
        return f'Partition "{partition}" is not valid for resource "{resource}".'
    if service in WITHOUT_REGION and region not in ("", "*"):
        return f"{service} resource {resource} cannot contain region information."
    if service in WITHOUT_ACCOUNT and account not in ("", "*"):
        return f"{service} resource {resource} cannot contain account information."
    if not re.fullmatch(r"\d{12}|\*|aws|", account) or not service or not rest:
        return f"Resource {resource} is no valid ARN"
    return None
