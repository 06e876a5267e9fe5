"""JSON pointers, RFC 6901: a value with other values in places of it."""

from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["altered"]


def altered(body: Any, put: Mapping[str, Any], drop: Iterable[str]) -> Any:
    """The body with these values put at these pointers, and then nothing at those; what a pointer names need not be
    there, but what holds it must, or the body stays as it was. Nothing is altered in place.
    """
    for pointer, value in put.items():
        body = _at(body, _steps(pointer), value)
    for pointer in drop:
        body = _without(body, _steps(pointer))
    return body


def _steps(pointer: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def _at(body: Any, steps: list[str], value: Any) -> Any:
    if not steps:
        return value
    first, *others = steps
    if isinstance(body, dict) and (first in body or not others):
        return {**body, first: _at(body.get(first), others, value)}
    if isinstance(body, list) and (place := _place(body, first)) is not None:
        return [*body[:place], _at(body[place], others, value), *body[place + 1 :]]
    return body


def _without(body: Any, steps: list[str]) -> Any:
    if not steps:
        return body
    first, *others = steps
    if isinstance(body, dict) and first in body:
        if not others:
            return {name: value for name, value in body.items() if name != first}
        return {**body, first: _without(body[first], others)}
    if isinstance(body, list) and (place := _place(body, first)) is not None:
        return [*body[:place], *([_without(body[place], others)] if others else []), *body[place + 1 :]]
    return body


def _place(body: list[Any], step: str) -> int | None:
    """The index of an item that is there."""
    return int(step) if step.isdecimal() and int(step) < len(body) else None
