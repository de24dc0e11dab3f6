"""Reads calls of the aws CLI from its input, a JSON list of argument lists, and says for each what its own reader complains of."""

import contextlib
import io
import json
import os
import sys

from awscli.clidriver import create_clidriver
from botocore.endpoint import Endpoint


def accept(*_):
    """Ends a call that was read to its end, in place of sending it."""
    raise SystemExit(0)


def problem_of(arguments):
    """The complaint about one call, which is read but not sent; None if there is none."""
    # These two are the CLI's own: they have no description of a service that they could be held against.
    if arguments[0] == "s3" or arguments[:2] == ["eks", "update-kubeconfig"]:
        return None
    errors = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(errors):
        try:
            code = create_clidriver().main(arguments)
        except SystemExit as end:
            code = end.code
    return None if code == 0 else errors.getvalue().strip() or f"exit code {code}"


Endpoint.make_request = accept
os.environ.update(AWS_DEFAULT_REGION="eu-central-1", AWS_ACCESS_KEY_ID="AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY="test")
json.dump([problem_of(call) for call in json.load(sys.stdin)], sys.stdout)
