"""What EKS demands of a cluster."""

from typing import Any

from ..call import Call
from ..policies.document import trusts_service
from ..resources import key_by_arn, role_by_arn
from .errors import invalid_parameter, invalid_request
from .versions import STANDARD, offered

NODE_POOLS = {"general-purpose", "system"}
Shape = dict[str, Any]


def check_version(name: str, policy: Shape) -> None:
    version = offered(name)
    if policy.get("supportType") == "STANDARD" and version.status != STANDARD:
        raise invalid_parameter(f"upgradePolicy STANDARD is not possible with {name}, which is in extended support")


def check_role(call: Call, arn: str, service: str, what: str, *actions: str) -> None:
    role = role_by_arn(call, arn)
    if role is None:
        raise invalid_parameter(f"Role with arn: {arn}, could not be assumed because it does not exist ({what})")
    if not trusts_service(role.assume_role_policy_document, service, *(actions or ("sts:AssumeRole",))):
        needed = " and ".join(actions or ("sts:AssumeRole",))
        raise invalid_parameter(
            f"Following required service principals [{service}] were not found "
            f"in the trust relationships of {what} {arn} for {needed}"
        )


def auto_mode(cluster: Shape) -> bool:
    return bool(cluster.get("computeConfig", {}).get("enabled"))


def check_auto_mode(call: Call, cluster: Shape) -> None:
    """The three capabilities are one switch, and need their roles."""
    compute = cluster.get("computeConfig", {})
    switches = [
        compute.get("enabled", False),
        cluster.get("storageConfig", {}).get("blockStorage", {}).get("enabled", False),
        cluster.get("kubernetesNetworkConfig", {}).get("elasticLoadBalancing", {}).get("enabled", False),
    ]
    if any(switches) and not all(switches):
        raise invalid_parameter(
            "For EKS Auto Mode, computeConfig, blockStorage and elasticLoadBalancing "
            "must all be enabled or all be disabled"
        )
    if auto_mode(cluster):
        _check_compute(call, cluster, compute)
    elif compute.get("nodePools") or compute.get("nodeRoleArn"):
        raise invalid_parameter("nodePools and nodeRoleArn must be absent where computeConfig is disabled")


def _check_compute(call: Call, cluster: Shape, compute: Shape) -> None:
    unknown = sorted(set(compute.get("nodePools", [])) - NODE_POOLS)
    if unknown:
        raise invalid_parameter(f"nodePools has unknown values {unknown}: system and general-purpose are valid")
    if bool(compute.get("nodePools")) != bool(compute.get("nodeRoleArn")):
        raise invalid_parameter("nodePools and nodeRoleArn of computeConfig must be given together")
    if compute.get("nodeRoleArn"):
        check_role(call, compute["nodeRoleArn"], "ec2.amazonaws.com", "nodeRole")
    if cluster.get("bootstrapSelfManagedAddons", False):
        raise invalid_parameter("bootstrapSelfManagedAddons must be false for EKS Auto Mode")
    if cluster["accessConfig"]["authenticationMode"] == "CONFIG_MAP":
        raise invalid_parameter("EKS Auto Mode needs authenticationMode API or API_AND_CONFIG_MAP")
    check_role(call, cluster["roleArn"], "eks.amazonaws.com", "clusterRole", "sts:AssumeRole", "sts:TagSession")


def check_encryption(call: Call, configs: list[Shape]) -> None:
    for config in configs:
        if config.get("resources") != ["secrets"]:
            raise invalid_parameter(f"encryptionConfig must name the resources [secrets], got {config.get('resources')}")
        arn = config.get("provider", {}).get("keyArn", "")
        key = key_by_arn(call, arn)
        if key is None:
            raise invalid_parameter(f"KMS key {arn} does not exist in this region")
        if key.key_state != "Enabled" or key.key_spec != "SYMMETRIC_DEFAULT":
            raise invalid_request(f"KMS key {arn} must be symmetric and enabled, it is {key.key_spec}, {key.key_state}")
