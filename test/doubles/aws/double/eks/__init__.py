"""EKS, of which moto knows little: everything that a request to EKS gets is answered here."""

from . import (  # noqa: F401
    access_entries,
    access_policies,
    addon_versions,
    addons,
    cluster,
    cluster_config,
    cluster_version,
    pod_identity,
    tags,
    updates,
    versions,
)
