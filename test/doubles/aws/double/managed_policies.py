"""AWS's own policies, read once: moto reads its 1,500 documents anew after each reset."""

from copy import copy
from typing import Any

from moto.iam.models import IAMBackend

_read = IAMBackend._init_aws_policies
_known: list[Any] = []


def _copies(backend: IAMBackend) -> list[Any]:
    if not _known:
        _known.extend(_read(backend))
    # What is attached to what is counted in the policy itself.
    return [copy(policy) for policy in _known]


IAMBackend._init_aws_policies = _copies  # type: ignore[method-assign]
