"""The requests that reached the double since its start."""

from .call import Call

READING = ("Describe", "Get", "List", "Head", "BatchGet", "BatchCheck", "Lookup", "Simulate")

_requests: list[dict[str, object]] = []


def is_reading(operation: str) -> bool:
    return operation.startswith(READING)


def record(call: Call) -> None:
    _requests.append(
        {
            "service": call.service,
            "action": call.operation,
            "accessKeyId": call.access_key,
            "readOnly": is_reading(call.operation),
        }
    )


def recorded() -> list[dict[str, object]]:
    return list(_requests)


def forget() -> None:
    _requests.clear()
