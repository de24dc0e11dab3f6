"""Access key ids with which the double refuses as AWS refuses credentials that are expired or unknown."""

from .call import Call
from .failure import AwsError

EXPIRED = "EXPIRED"
INVALID = "INVALID"


def check_credentials(call: Call) -> None:
    if call.access_key == EXPIRED:
        raise _expired(call)
    if call.access_key == INVALID:
        raise _unknown(call)


def _expired(call: Call) -> AwsError:
    message = "The security token included in the request is expired"
    if call.service == "ec2":
        return AwsError("RequestExpired", "Request has expired.", 400)
    if call.service == "s3":
        return AwsError("ExpiredToken", "The provided token has expired.", 400)
    if call.model.service_model.protocol in ("json", "rest-json"):
        return AwsError("ExpiredTokenException", message, 403 if call.service == "eks" else 400)
    return AwsError("ExpiredToken", message, 403)


def _unknown(call: Call) -> AwsError:
    message = "The security token included in the request is invalid"
    if call.service == "ec2":
        return AwsError("AuthFailure", "AWS was not able to validate the provided access credentials", 401)
    if call.service == "s3":
        return AwsError("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", 403)
    if call.model.service_model.protocol in ("json", "rest-json"):
        return AwsError("UnrecognizedClientException", f"{message}.", 403 if call.service == "eks" else 400)
    return AwsError("InvalidClientTokenId", f"{message}.", 403)
