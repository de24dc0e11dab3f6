"""The principals that policies name."""

import re
from typing import Any

from .document import as_list

FORMS = {
    "AWS": r"\*|\d{12}|arn:aws(-[a-z]+)*:(iam::\d{12}:(root|(role|user)/[\w+=,.@/-]+)|sts::\d{12}:assumed-role/.+)",
    "Service": r"([a-z0-9-]+\.)+amazonaws\.com(\.cn)?",
    "Federated": r"arn:aws(-[a-z]+)*:iam::\d{12}:(oidc|saml)-provider/.+|cognito-identity\.amazonaws\.com",
    "CanonicalUser": r"[0-9a-f]{64}",
}


def principal_problem(principal: Any) -> str | None:
    if principal == "*":
        return None
    if not isinstance(principal, dict) or not principal:
        return f"Invalid principal in policy: {principal}"
    for kind, values in principal.items():
        if kind not in FORMS or not as_list(values):
            return f"Invalid principal in policy: {kind}"
        for value in as_list(values):
            if not isinstance(value, str) or not re.fullmatch(FORMS[kind], value):
                return f'Invalid principal in policy: "{kind}":"{value}"'
    return None
