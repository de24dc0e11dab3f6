"""What one HTTP request asks of AWS, read with the service's own API model."""

import io
from dataclasses import dataclass
from typing import Any

from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.model import OperationModel
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import Request, determine_request_protocol
from moto.core.routing import NotFound, get_service_router
from moto.core.utils import get_service_model

from .failure import Defect

# The service by the name with which requests are signed, for the services that the double answers.
SERVICES = {
    "acm": "acm",
    "ec2": "ec2",
    "ecr": "ecr",
    "eks": "eks",
    "elasticloadbalancing": "elbv2",
    "iam": "iam",
    "kms": "kms",
    "logs": "logs",
    "route53": "route53",
    "s3": "s3",
    "sts": "sts",
}
UNSIGNED = {"AssumeRoleWithWebIdentity": "sts", "AssumeRoleWithSAML": "sts"}
# What moto takes for an access key id that no test chose.
NO_KEY = "AKIAEXAMPLE"


@dataclass
class Call:
    service: str
    operation: str
    parameters: dict[str, Any]
    region: str
    account: str
    access_key: str
    model: OperationModel
    request: Request

    @property
    def signing_name(self) -> str:
        """The prefix of the service's actions in policies."""
        return "elasticloadbalancing" if self.service == "elbv2" else self.service


def buffered(environ: dict[str, Any]) -> dict[str, Any]:
    """The request with its body in memory, so that it can be read more than once."""
    body = Request(environ).get_data()
    copy = {**environ, "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)}
    copy.pop("HTTP_TRANSFER_ENCODING", None)
    copy.pop("wsgi.input_terminated", None)
    return copy


def read_call(environ: dict[str, Any]) -> Call:
    request = Request(environ)
    request.get_data()
    access_key, region, signing_name = _credential_scope(request)
    service = SERVICES.get(signing_name)
    if service is None:
        raise Defect(f"the double knows no service {signing_name}: it has {', '.join(sorted(SERVICES))}")
    try:
        model, uri_parameters = get_service_router(service).match(request)
    except (NotFound, NotImplementedError):
        raise Defect(f"the double finds no operation of {service} for {request.method} {request.path}") from None
    return Call(
        service=service,
        operation=model.name,
        parameters=_parameters(request, model, uri_parameters),
        region=region,
        account=DEFAULT_ACCOUNT_ID,
        access_key=access_key,
        model=model,
        request=request,
    )


def _credential_scope(request: Request) -> tuple[str, str, str]:
    """Access key id, region and signing name of a request that is signed in its header or its query string."""
    authorization = request.headers.get("Authorization", "")
    _, found, credential = authorization.partition("Credential=")
    scope = credential.split(",")[0] if found else request.args.get("X-Amz-Credential", "")
    parts = scope.strip().split("/")
    if len(parts) == 5:
        return parts[0], parts[2], parts[3]
    action = request.values.get("Action", "")
    return NO_KEY, "us-east-1", UNSIGNED.get(action, "s3")


def _parameters(request: Request, model: OperationModel, uri_parameters: dict[str, Any]) -> dict[str, Any]:
    protocol = determine_request_protocol(get_service_model(model.service_model.service_name), request.content_type)
    return PROTOCOL_PARSERS[protocol](model).parse(
        {
            "method": request.method,
            "values": request.values,
            "headers": request.headers,
            "body": request.get_data(),
            "url_path": request.path,
            "url_params": uri_parameters,
        }
    )
