"""Values against the shapes of a service's API model."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from botocore.validate import ParamValidator
from moto.core.model import Shape

from .call import Call
from .failure import AwsError, Defect
from .json_shapes import json_problems

# How each service calls a request that its own model does not allow.
CODES = {
    "acm": "ValidationException",
    "ec2": "InvalidParameterValue",
    "ecr": "InvalidParameterException",
    "eks": "InvalidParameterException",
    "elbv2": "ValidationError",
    "iam": "ValidationError",
    "kms": "ValidationException",
    "logs": "InvalidParameterException",
    "route53": "InvalidInput",
    "s3": "InvalidArgument",
    "sts": "ValidationError",
}


def check_request(call: Call) -> None:
    """Refuses what the service's model does not allow."""
    shape = call.model.input_shape
    if shape is None:
        return
    problems = [*_type_problems(call.parameters, shape), *_problems(call.parameters, shape, ""), *_body_problems(call)]
    if problems:
        count = f"{len(problems)} validation error{'s' if len(problems) > 1 else ''} detected"
        raise AwsError(CODES[call.service], f"{count}: {'; '.join(problems)}")


def check_answer(call: Call, result: dict[str, Any]) -> None:
    """Throws when an answer of the double is not one that the service could give."""
    shape = call.model.output_shape
    if shape is None:
        return
    problems = [*_type_problems(result, shape), *_problems(result, shape, ""), *json_problems(result, shape, "")]
    if problems:
        raise Defect(f"answer of {call.operation}: {'; '.join(problems)}")


def _type_problems(value: dict[str, Any], shape: Shape) -> list[str]:
    """Missing members, wrong types, and what is too short."""
    report = ParamValidator().validate(value, shape).generate_report()
    return report.splitlines()


def _problems(value: Any, shape: Any, path: str) -> Iterator[str]:
    """Texts and numbers outside of what the model says of them."""
    if isinstance(value, dict) and shape.type_name == "structure":
        for name, member in value.items():
            if name in shape.members:
                yield from _problems(member, shape.members[name], f"{path}.{name}" if path else name)
    elif isinstance(value, dict) and shape.type_name == "map":
        for name, member in value.items():
            yield from _problems(name, shape.key, f"{path} key")
            yield from _problems(member, shape.value, f"{path}.{name}")
    elif isinstance(value, list) and shape.type_name == "list":
        yield from _length_problems(value, shape, path)
        for index, member in enumerate(value):
            yield from _problems(member, shape.member, f"{path}[{index}]")
    elif isinstance(value, str):
        yield from _text_problems(value, shape, path)
    elif isinstance(value, int) and not isinstance(value, bool) and value > shape.metadata.get("max", value):
        yield f"Value {value} at '{path}' must be at most {shape.metadata['max']}"


def _text_problems(value: str, shape: Any, path: str) -> Iterator[str]:
    allowed = shape.metadata.get("enum")
    if allowed and value not in allowed:
        yield f"Value '{value}' at '{path}' must be one of {sorted(allowed)}"
    pattern = shape.metadata.get("pattern")
    if pattern and not _fits(pattern, value):
        yield f"Value '{value}' at '{path}' must satisfy the pattern {pattern}"
    yield from _length_problems(value, shape, path)


def _length_problems(value: str | list[Any], shape: Any, path: str) -> Iterator[str]:
    longest = shape.metadata.get("max")
    if longest is not None and len(value) > longest:
        yield f"'{path}' must have length less than or equal to {longest}, it has {len(value)}"


@cache
def _compiled(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern, re.DOTALL)
    except re.error:
        # Java's classes of characters, which Python's expressions lack.
        return None


def _fits(pattern: str, value: str) -> bool:
    compiled = _compiled(pattern)
    return compiled is None or compiled.fullmatch(value) is not None


def _body_problems(call: Call) -> Iterator[str]:
    """What moto's parser passes over in a JSON body."""
    body = call.request.get_data()
    if body and call.model.service_model.protocol in ("json", "rest-json"):
        yield from json_problems(json.loads(body), call.model.input_shape, "")
