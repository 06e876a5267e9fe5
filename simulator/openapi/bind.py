"""Binding: a raw request becomes typed parameters and a parsed body, and everything wrong with it is collected, not
raised.

What a violation is worth is the provider's to say; nothing here knows a status code.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from msgspec import UNSET, Struct

from simulator.domain.problem import Fault, Violation
from simulator.openapi.body import parsed, remarks
from simulator.openapi.operation import Operation, Parameter

__all__ = ["NOTHING", "Bound", "bind"]

INT32 = range(-(1 << 31), 1 << 31)
Headers = Iterable[tuple[bytes, bytes]]
Json = Any


class Bound(Struct, frozen=True):
    """A request after binding. `body` is UNSET where none was sent or none could be parsed; `remarks` are no
    violations.
    """

    query: dict[str, Any]
    header: dict[str, Any]
    body: Any
    media_type: str
    violations: tuple[Violation, ...]
    remarks: tuple[str, ...] = ()


def bind(operation: Operation, query: bytes, content_type: str, body: bytes, headers: Headers = ()) -> Bound:
    """Read the query string, the declared headers and the body as the operation declares them."""
    if operation.body is None and not (query or operation.query or operation.header or content_type):
        return NOTHING
    media_type = content_type.partition(";")[0].strip().lower()
    values, found, notes = _query(operation, query) if query or operation.query else ({}, [], [])
    named, wrong = _header(operation, headers) if operation.header else ({}, [])
    content: Any = UNSET
    if operation.body is not None and (not media_type or media_type in operation.demand.media_types):
        content, faults, more = _body(operation, body)
        wrong, notes = [*wrong, *faults], [*notes, *more]
    return Bound(values, named, content, media_type, (*found, *wrong), tuple(notes))


def _query(operation: Operation, raw: bytes) -> tuple[dict[str, Any], list[Violation], list[str]]:
    try:
        pairs = parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict", separator="&")
    except UnicodeDecodeError:
        wrong = Violation(Fault.UNPARSABLE, "query", "", "percent-encoded UTF-8", repr(raw)[:60])
        return {}, [wrong], []
    declared = operation.query
    spelled = _spellings(declared) if operation.ignores_case else {}
    given: dict[str, list[str]] = {}
    for name, text in pairs:
        given.setdefault(spelled.get(name.casefold(), name), []).append(text)
    values, found = _values("query", declared, given)
    known = ", ".join(declared) or "none"
    odd = [f"query {name} is unknown and was ignored (known: {known})" for name in given if name not in declared]
    return values, found, odd


def _header(operation: Operation, headers: Headers) -> tuple[dict[str, Any], list[Violation]]:
    given: dict[str, list[str]] = {}
    for name, value in headers:
        given.setdefault(name.decode("latin-1"), []).append(value.decode("latin-1"))
    return _values("header", operation.header, given)


def _values(
    place: str, declared: Mapping[str, Parameter], given: Mapping[str, list[str]]
) -> tuple[dict[str, Any], list[Violation]]:
    values: dict[str, Any] = {}
    found: list[Violation] = []
    for name, parameter in declared.items():
        found += _parameter(place, parameter, given.get(name, []), values)
    return values, found


def _parameter(place: str, parameter: Parameter, texts: list[str], values: dict[str, Any]) -> list[Violation]:
    if not texts:
        missing = Violation(Fault.MISSING, place, parameter.name, "a value")
        return [missing] if parameter.required else []
    if len(texts) > 1:
        return [Violation(Fault.WRONG_TYPE, place, parameter.name, "one value", f"{len(texts)} values")]
    value = _typed(parameter, texts[0])
    if value is UNSET:
        expected = f"type {parameter.type} {parameter.format}".rstrip()
        return [Violation(Fault.WRONG_TYPE, place, parameter.name, expected, repr(texts[0])[:60])]
    values[parameter.name] = value
    return list(parameter.schema.violations(value, place, parameter.name))


def _typed(parameter: Parameter, text: str) -> Any:
    if parameter.type == "integer":
        if not _INTEGER.fullmatch(text):
            return UNSET
        number = int(text)
        return number if parameter.format != "int32" or number in INT32 else UNSET
    if parameter.type == "boolean":
        return {"true": True, "false": False}.get(text, UNSET)
    return text


def _body(operation: Operation, raw: bytes) -> tuple[Any, list[Violation], list[str]]:
    assert operation.body is not None
    if not raw:
        missing = Violation(Fault.MISSING, "body", "", "a JSON body")
        return UNSET, [missing] if operation.body_required else [], []
    value, fault = parsed(raw)
    if fault is not None:
        return UNSET, [fault], []
    twice: list[Violation] = []
    if operation.ignores_case and isinstance(value, dict):
        value, twice = _folded(operation.body.members, value)
    return value, [*twice, *operation.body.violations(value, "body")], remarks(operation.body.members, value, raw)


def _folded(declared: Mapping[str, Json], value: dict[str, Json]) -> tuple[dict[str, Json], list[Violation]]:
    """The members under their declared names. One member in two spellings is a violation (F-06)."""
    spelled, folded, twice = _spellings(declared), {}, []
    for name, member in value.items():
        own = spelled.get(name.casefold(), name)
        if own in folded:
            twice.append(Violation(Fault.WRONG_TYPE, "body", f"/{own}", "one spelling of the name", repr(name)[:60]))
        folded[own] = member
    return folded, twice


def _spellings(declared: Iterable[str]) -> dict[str, str]:
    return {name.casefold(): name for name in declared}


_INTEGER = re.compile(r"-?[0-9]{1,4000}")
NOTHING = Bound({}, {}, UNSET, "", ())
