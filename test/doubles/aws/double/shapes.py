"""Values against the shapes of a service's API model."""

from typing import Any

from botocore.validate import ParamValidator

from .call import Call
from .failure import AwsError, Defect


def check_request(call: Call) -> None:
    """Refuses what the service's model does not allow."""
    report = _report(call.parameters, call.model.input_shape)
    if report:
        raise AwsError("ValidationException", report)


def check_answer(call: Call, result: dict[str, Any]) -> None:
    """Throws when an answer of the double is not one that the service could give."""
    report = _report(result, call.model.output_shape)
    if report:
        raise Defect(f"answer of {call.operation}: {report}")


def _report(value: dict[str, Any], shape: Any) -> str:
    if shape is None:
        return ""
    return ParamValidator().validate(value, shape).generate_report()
