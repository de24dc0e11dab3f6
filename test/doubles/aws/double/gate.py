"""The WSGI application before moto's: reads each request, checks it, and answers it or lets moto answer."""

import sys
import threading
import traceback
from collections.abc import Callable, Iterable
from typing import Any

from moto.moto_server.werkzeug_app import create_backend_app
from werkzeug.wrappers import Response

from . import control
from .answer import error_of, error_without_call, result_of
from .authorisation.check import check_authorisation
from .call import Call, buffered, read_call
from .credentials import check_credentials
from .failure import AwsError, Defect
from .record import record
from .region import check_region
from .registry import ANY, CHECKS, COMPLETIONS, HANDLERS
from .shapes import check_answer, check_request

StartResponse = Callable[..., Any]
# Services that moto knows too little of: what has no handler here is refused.
OURS = {"eks"}


class Gate:
    def __init__(self) -> None:
        # moto's applications, one per service.
        self._moto: dict[str, Any] = {}
        # moto's backends are plain objects: one request after the other.
        self._lock = threading.RLock()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        environ = buffered(environ)
        with self._lock:
            if environ["PATH_INFO"].startswith(control.PREFIX):
                return control.answer(environ)(environ, start_response)
            return self._answer(environ)(environ, start_response)

    def _answer(self, environ: dict[str, Any]) -> Callable[..., Iterable[bytes]]:
        try:
            call = read_call(environ)
        except AwsError as error:
            return error_without_call(error)
        try:
            return self._answer_call(call, environ)
        except AwsError as error:
            return error_of(call, error)
        except NotImplementedError as error:
            return error_of(call, Defect(f"moto has no {call.service} {call.operation}: {error}"))
        except Exception as error:
            traceback.print_exc(file=sys.stderr)
            return error_of(call, Defect(f"{call.service} {call.operation}: {type(error).__name__}: {error}"))

    def _answer_call(self, call: Call, environ: dict[str, Any]) -> Callable[..., Iterable[bytes]]:
        check_region(call)
        check_credentials(call)
        record(call)
        check_authorisation(call)
        check_request(call)
        for check in (*CHECKS[call.service, ANY], *CHECKS[call.service, call.operation]):
            check(call)
        handler = HANDLERS.get((call.service, call.operation))
        if handler is None:
            return self._ask_moto(call, environ)
        result = handler(call)
        check_answer(call, result)
        return result_of(call, result)

    def _ask_moto(self, call: Call, environ: dict[str, Any]) -> Response:
        if call.service in OURS:
            raise Defect(f"the double has no {call.service} {call.operation}")
        environ["wsgi.input"].seek(0)
        if call.service not in self._moto:
            self._moto[call.service] = create_backend_app(call.service)
        response = Response.from_app(self._moto[call.service], environ, buffered=True)
        if response.status_code < 300:
            for completion in COMPLETIONS[call.service, call.operation]:
                completion(call)
        return response
