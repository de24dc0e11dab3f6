"""EKS, of which moto knows little: everything that a request to EKS gets is answered here."""

from . import cluster  # noqa: F401
