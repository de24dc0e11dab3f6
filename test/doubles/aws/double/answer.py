"""Results and errors in the wire format of the service that was called."""

import json
from typing import Any

from moto.core.request import determine_request_protocol
from moto.core.serialize import get_serializer_class
from werkzeug.wrappers import Response

from .call import Call
from .failure import AwsError


def result_of(call: Call, result: dict[str, Any]) -> Response:
    return _response(call, result)


def error_of(call: Call, error: AwsError) -> Response:
    response = _response(call, error)
    response.status_code = error.status
    if call.request.method == "HEAD":
        response.set_data(b"")
    return response


def error_without_call(error: AwsError) -> Response:
    """For requests that belong to no known operation."""
    body = json.dumps({"__type": error.code, "message": error.message})
    headers = {"X-Amzn-Errortype": error.code}
    return Response(body, error.status, headers, content_type="application/json")


def _response(call: Call, result: object) -> Response:
    model = call.model.service_model
    protocol = determine_request_protocol(model, call.request.content_type)
    serializer = get_serializer_class(model.service_name, protocol)(operation_model=call.model)
    answer = serializer.serialize(result)
    return Response(answer["body"], answer["status_code"], dict(answer["headers"]))
