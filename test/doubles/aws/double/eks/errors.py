"""The errors of EKS."""

from ..failure import AwsError


def invalid_parameter(message: str) -> AwsError:
    return AwsError("InvalidParameterException", message, 400)


def invalid_request(message: str) -> AwsError:
    return AwsError("InvalidRequestException", message, 400)


def in_use(message: str) -> AwsError:
    return AwsError("ResourceInUseException", message, 409)


def not_found(message: str) -> AwsError:
    return AwsError("ResourceNotFoundException", message, 404)
