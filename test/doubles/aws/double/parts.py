"""Registers all that the double adds to moto."""

from . import eks, identity  # noqa: F401
from .authorisation import trust  # noqa: F401
from .policies import bucket_policy, checks, key_policy  # noqa: F401
from .rules import internet, network_deletion, network_ranges, routes, traffic  # noqa: F401
