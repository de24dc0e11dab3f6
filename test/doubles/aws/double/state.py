"""What the double remembers besides moto."""

from collections import defaultdict
from typing import Any


class State:
    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        # Clusters by name, for each account and region.
        self.clusters: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)


state = State()
