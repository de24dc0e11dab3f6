"""The errors that the double answers, with the code and the HTTP status of the real service."""

from moto.core.exceptions import ServiceException


class AwsError(ServiceException):
    """An error as AWS answers it; `status` is the HTTP status."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(code, message)
        self.status = status


class Defect(AwsError):
    """The double itself is at fault or incomplete; 400, because clients repeat what ends with a 5xx."""

    def __init__(self, message: str) -> None:
        super().__init__("DoubleDefect", message)
