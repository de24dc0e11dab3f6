"""EC2: VPC endpoints and flow logs."""

from moto.logs.models import logs_backends

from ..call import Call
from ..failure import AwsError
from ..policies.document import trusts_service
from ..registry import checks
from ..resources import ec2_of, role_by_arn
from .routes import table_of

FLOW_LOGS = "vpc-flow-logs.amazonaws.com"


@checks("ec2", "CreateVpcEndpoint")
def check_endpoint(call: Call) -> None:
    asked = call.parameters
    vpc_id, service = asked["VpcId"], asked.get("ServiceName", "")
    if vpc_id not in ec2_of(call).vpcs:
        raise AwsError("InvalidVpcID.NotFound", f"The vpc ID '{vpc_id}' does not exist")
    if not service.startswith(f"com.amazonaws.{call.region}."):
        raise AwsError("InvalidServiceName", f"The Vpc Endpoint Service '{service}' does not exist")
    for id_ in asked.get("RouteTableIds", []):
        if table_of(call, id_).vpc_id != vpc_id:
            raise AwsError("InvalidParameter", f"Route table {id_} does not belong to {vpc_id}")
        _check_no_other_endpoint(call, id_, service)


def _check_no_other_endpoint(call: Call, table_id: str, service: str) -> None:
    for endpoint in ec2_of(call).vpc_end_points.values():
        if endpoint.state != "deleted" and endpoint.service_name == service and table_id in endpoint.route_table_ids:
            raise AwsError("RouteAlreadyExists", f"route table {table_id} already has a route to {service}")


@checks("ec2", "CreateFlowLogs")
def check_flow_logs(call: Call) -> None:
    """EC2 itself only says later that it cannot deliver: in the status of the flow log."""
    asked = call.parameters
    if asked.get("LogDestinationType", "cloud-watch-logs") != "cloud-watch-logs":
        return
    arn = asked.get("DeliverLogsPermissionArn")
    if arn is None:
        raise AwsError("InvalidParameter", "DeliverLogsPermissionArn can't be empty for cloud-watch-logs.")
    role = role_by_arn(call, arn)
    if role is None or not trusts_service(role.assume_role_policy_document, FLOW_LOGS, "sts:AssumeRole"):
        raise AwsError("InvalidParameter", f"{FLOW_LOGS} cannot assume {arn}")
    group = asked.get("LogGroupName") or asked.get("LogDestination", "").split(":log-group:")[-1].removesuffix(":*")
    if group not in logs_backends[call.account][call.region].groups:
        raise AwsError("InvalidParameter", f"The log group {group} does not exist")
