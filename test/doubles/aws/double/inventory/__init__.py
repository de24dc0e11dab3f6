"""What is left in the double, without what an empty account holds by itself."""

from collections.abc import Callable, Iterator
from typing import Any

from moto.acm import acm_backends
from moto.ec2 import ec2_backends
from moto.ecr import ecr_backends
from moto.elbv2 import elbv2_backends
from moto.iam import iam_backends
from moto.kms import kms_backends
from moto.logs.models import logs_backends
from moto.route53 import route53_backends
from moto.s3.models import s3_backends

from .compute import of_ec2, of_eks, of_load_balancing
from .identity import of_iam, of_keys
from .network_names import of_certificates, of_dns
from .resource import Resource
from .storage import of_buckets, of_logs, of_registry

LISTERS: list[tuple[Any, Callable[[Any], Iterator[Resource]]]] = [
    (acm_backends, of_certificates),
    (ec2_backends, of_ec2),
    (ecr_backends, of_registry),
    (elbv2_backends, of_load_balancing),
    (iam_backends, of_iam),
    (kms_backends, of_keys),
    (logs_backends, of_logs),
    (route53_backends, of_dns),
    (s3_backends, of_buckets),
]


def everything() -> list[dict[str, Any]]:
    found = list(of_eks())
    for backends, lister in LISTERS:
        for account in list(backends.values()):
            for backend in list(account.values()):
                found.extend(lister(backend))
    return sorted(found, key=lambda one: (one["service"], one["kind"], one["id"]))
