"""JSON pointers, RFC 6901: what lies at a place of a value."""

from typing import Any

ABSENT: Any = object()


def found_at(body: Any, pointer: str) -> Any:
    """What a JSON pointer names; ABSENT where that is nothing."""
    for step in (part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]):
        if isinstance(body, dict) and step in body:
            body = body[step]
        elif isinstance(body, list) and step.isdecimal() and int(step) < len(body):
            body = body[int(step)]
        else:
            return ABSENT
    return body
