"""Which functions answer, check or complete which operation."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from .call import Call

Handler = Callable[[Call], dict[str, Any]]
Check = Callable[[Call], None]

# Runs after moto has done as asked.
Completion = Callable[[Call], None]

# Stands for every operation of a service.
ANY = "*"

HANDLERS: dict[tuple[str, str], Handler] = {}
CHECKS: dict[tuple[str, str], list[Check]] = defaultdict(list)
COMPLETIONS: dict[tuple[str, str], list[Completion]] = defaultdict(list)


def handles(service: str, operation: str) -> Callable[[Handler], Handler]:
    """The function answers the operation instead of moto."""

    def register(handler: Handler) -> Handler:
        HANDLERS[service, operation] = handler
        return handler

    return register


def checks(service: str, *operations: str) -> Callable[[Check], Check]:
    """The function runs before the operation and refuses it by raising an AwsError."""

    def register(check: Check) -> Check:
        for operation in operations:
            CHECKS[service, operation].append(check)
        return check

    return register


def completes(service: str, operation: str) -> Callable[[Completion], Completion]:
    """The function runs after moto has answered the operation, and does what moto leaves out."""

    def register(completion: Completion) -> Completion:
        COMPLETIONS[service, operation].append(completion)
        return completion

    return register
