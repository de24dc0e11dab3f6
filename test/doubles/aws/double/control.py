"""What tests ask of the double itself, below a path that no AWS service has."""

import json
from typing import Any

from moto.moto_api._internal.models import moto_api_backend
from werkzeug.wrappers import Response

from .inventory import everything
from .record import forget, recorded
from .state import state

PREFIX = "/blog-test/"


def answer(environ: dict[str, Any]) -> Response:
    asked = environ["REQUEST_METHOD"], environ["PATH_INFO"].removeprefix(PREFIX)
    if asked == ("GET", "everything"):
        return _json(everything())
    if asked == ("GET", "requests"):
        return _json(recorded())
    if asked == ("POST", "reset"):
        reset()
        return _json({})
    return Response("no such page of the double\n", 404)


def reset() -> None:
    moto_api_backend.reset()
    state.reset()
    forget()


def _json(value: object) -> Response:
    return Response(json.dumps(value), content_type="application/json")
