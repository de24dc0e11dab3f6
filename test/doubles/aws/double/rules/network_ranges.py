"""EC2: address ranges, zones and tags."""

from ipaddress import IPv4Network

from ..call import Call
from ..failure import AwsError
from ..registry import ANY, checks
from ..resources import ec2_of

LONGEST_PREFIX = 28
# The kinds of resources that one request makes, besides those that the name of the operation says.
ALSO_MADE = {"CreateNatGateway": {"natgateway"}, "AllocateAddress": {"elastic-ip"}}


@checks("ec2", "CreateVpc", "CreateSubnet")
def check_form(call: Call) -> None:
    """AWS would set the host bits to zero without a word; nobody who writes them means that."""
    cidr = call.parameters.get("CidrBlock")
    if cidr is None:
        return
    try:
        IPv4Network(cidr)
    except ValueError as error:
        if "host bits" not in str(error):
            return
        message = f"Value ({cidr}) for parameter cidrBlock is invalid. It has host bits set."
        raise AwsError("InvalidParameterValue", message) from None


@checks("ec2", "CreateSubnet")
def check_subnet(call: Call) -> None:
    cidr, zone = call.parameters.get("CidrBlock", ""), call.parameters.get("AvailabilityZone")
    if "/" in cidr and int(cidr.split("/")[1]) > LONGEST_PREFIX:
        raise AwsError("InvalidSubnet.Range", f"The CIDR '{cidr}' is invalid.")
    zones = [one.name for one in ec2_of(call).describe_availability_zones()]
    if zone is not None and zone not in zones:
        message = f"Value ({zone}) for parameter availabilityZone is invalid. Subnets can be created in: {zones}."
        raise AwsError("InvalidParameterValue", message)


@checks("ec2", ANY)
def check_tags(call: Call) -> None:
    specifications = call.parameters.get("TagSpecifications", [])
    tags = [tag for one in specifications for tag in one.get("Tags", [])]
    if call.operation == "CreateTags":
        tags = call.parameters["Tags"]
    keys = [tag["Key"] for tag in tags if "Key" in tag]
    if any(key.lower().startswith("aws:") for key in keys):
        raise AwsError("InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use")
    if len(set(keys)) < len(keys):
        raise AwsError("InvalidParameterValue", "Duplicate tag keys")
    made = call.operation.removeprefix("Create").lower().rstrip("s")
    for one in specifications:
        kind = one.get("ResourceType", "")
        if call.operation in ALSO_MADE and kind in ALSO_MADE[call.operation]:
            continue
        if kind.replace("-", "").rstrip("s") not in (made, f"vpc{made}"):
            message = f"'{kind}' is not a valid taggable resource type for this operation."
            raise AwsError("InvalidParameterValue", message)
