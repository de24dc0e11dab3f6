"""Serves the double on a free port of the loopback address until standard input closes."""

import os
import sys
import threading
import warnings

# moto warns of each error code that a service's model does not list, such as AccessDenied.
warnings.filterwarnings("ignore", module=r"moto\.core")
os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
# One account: moto would look for the access key in every partition, and load each one's policies for that.
os.environ["MOTO_ACCOUNT_ID"] = "123456789012"
os.environ["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false"
# Certificates are issued when their names are proven, and not after a while.
os.environ["MOTO_ACM_VALIDATION_WAIT"] = str(10**9)

from moto.moto_server.werkzeug_app import MotoRequestHandler  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402

from . import parts  # noqa: E402, F401
from .gate import Gate  # noqa: E402


class QuietHandler(MotoRequestHandler):
    """Writes no line per request."""

    def log(self, *_: object) -> None:
        pass


def end_with_standard_input() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


def main() -> None:
    threading.Thread(target=end_with_standard_input, daemon=True).start()
    server = make_server("127.0.0.1", 0, Gate(), threaded=True, request_handler=QuietHandler)
    print(server.port, flush=True)
    server.serve_forever()


main()
