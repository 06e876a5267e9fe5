"""Every single edit of a body: in which places what else may be told, after the schema of the answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from contract_tests.client.fuzz.value import UNKNOWN, others, present
from contract_tests.operation import Document

Resolve = Callable[[Document], Document]
EXTRA = {"addedLater": {"since": "2027", "values": [1, None]}}
"""A member that no client knows."""


@dataclass(frozen=True)
class Told:
    """One place told otherwise: `put` has a value by its pointer, `drop` the pointer of what is left out."""

    tier: str
    at: str
    what: str
    put: tuple[tuple[str, Any], ...] = ()
    drop: tuple[str, ...] = ()


def edits(schema: Document, body: Any, resolved: Resolve) -> Iterator[Told]:
    """All of them, from the top. Of a list, the edits of its first item stand for those of all."""
    yield from _of(_merged(schema, resolved), body, "", resolved)


def _of(schema: Document, value: Any, at: str, resolved: Resolve) -> Iterator[Told]:
    if isinstance(value, dict):
        yield from _members(schema, value, at, resolved)
    elif isinstance(value, list):
        yield from _items(schema, value, at, resolved)
    else:
        yield from (_put("T1", at, what, other) for what, other in others(schema, value))
        if any(isinstance(one, str) for one in schema.get("enum", ())):
            yield _put("T3", at, f"is {UNKNOWN!r}, which no version knew so far", UNKNOWN)


def _members(schema: Document, value: dict[str, Any], at: str, resolved: Resolve) -> Iterator[Told]:
    needed = schema.get("required", ())
    if at and "null" in schema.get("type", ()):
        yield _put("T1", at, "is null", None)
    for name, member in schema.get("properties", {}).items():
        place, known = f"{at}/{_step(name)}", _merged(member, resolved)
        if name not in value or value[name] is None:
            yield from (_put("T1", place, what, other) for what, other in present(known))
        else:
            yield from _of(known, value[name], place, resolved)
        if name in value and name not in needed:
            yield Told("T1", place, "is absent", drop=(place,))
    (name, extra), *_ = EXTRA.items()
    yield _put("T3", f"{at}/{name}", "is new", extra)


def _items(schema: Document, value: list[Any], at: str, resolved: Resolve) -> Iterator[Told]:
    if "null" in schema.get("type", ()):
        yield _put("T1", at, "is null", None)
    if value:
        yield _put("T1", at, "has no item", [])
    if len(value) > 1:
        yield _put("T1", at, "has one item", value[:1])
    if not isinstance(schema.get("items"), dict):
        return
    item = _merged(schema["items"], resolved)
    if value:
        yield from _of(item, value[0], f"{at}/0", resolved)
    else:
        yield from (
            _put("T1", at, f"has an item, {what}".removesuffix(", is there"), [one]) for what, one in present(item)
        )


def _put(tier: str, at: str, what: str, value: Any) -> Told:
    return Told(tier, at, what, put=((at, value),))


def _merged(schema: Document, resolved: Resolve) -> Document:
    """The schema with its references followed and its combinations laid over each other, as far as that goes."""
    node = dict(resolved(schema))
    parts = [part for word in ("allOf", "anyOf", "oneOf") for part in node.pop(word, ())]
    for part in (_merged(part, resolved) for part in parts):
        types = {*_types(node), *_types(part)}
        node = {**part, **node, "properties": {**part.get("properties", {}), **node.get("properties", {})}}
        if types:
            node["type"] = sorted(types)
    return node


def _types(schema: Document) -> tuple[str, ...]:
    types = schema.get("type", ())
    return (types,) if isinstance(types, str) else tuple(types)


def _step(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
