"""Registers all that the double adds to moto."""

from . import eks, identity, managed_policies, registry_login  # noqa: F401
from .authorisation import trust  # noqa: F401
from .names import certificates, records  # noqa: F401
from .policies import bucket_policy, checks, key_policy  # noqa: F401
from .rules import (  # noqa: F401
    buckets,
    identities,
    image_lifecycle,
    internet,
    keys,
    logs,
    network_deletion,
    network_ranges,
    routes,
    traffic,
)
