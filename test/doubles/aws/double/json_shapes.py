"""JSON values against the shapes of a service's API model."""

from collections.abc import Iterator
from typing import Any

JSON_TYPES: dict[str, tuple[type, ...]] = {
    "boolean": (bool,),
    "integer": (int,),
    "list": (list,),
    "long": (int,),
    "map": (dict,),
    "string": (str,),
    "structure": (dict,),
}


def json_problems(value: Any, shape: Any, path: str) -> Iterator[str]:
    """Members that the shape lacks, and values of another type."""
    wanted = JSON_TYPES.get(shape.type_name)
    if value is None or wanted is None:
        return
    if not isinstance(value, wanted) or (isinstance(value, bool) and bool not in wanted):
        yield f"Invalid type for parameter {path}, value: {value}, valid types: {shape.type_name}"
    elif shape.type_name == "structure":
        members = {member.serialization.get("name", name): member for name, member in shape.members.items()}
        for name, member in value.items():
            if name in members:
                yield from json_problems(member, members[name], f"{path}.{name}" if path else name)
            else:
                yield f"Unknown member '{name}' at '{path or 'the request'}'"
    elif shape.type_name == "map":
        for name, member in value.items():
            yield from json_problems(member, shape.value, f"{path}.{name}")
    elif shape.type_name == "list":
        for index, member in enumerate(value):
            yield from json_problems(member, shape.member, f"{path}[{index}]")
