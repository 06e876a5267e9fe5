"""Binding: a raw request becomes typed parameters and a parsed body, and everything wrong with it is collected, not
raised.

What a violation is worth is the provider's to say; nothing here knows a status code.
"""

import json
import re
from collections import Counter
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from msgspec import UNSET, Struct

from simulator.domain.problem import Fault, Violation
from simulator.openapi.operation import Operation, Parameter

__all__ = ["DEPTH_MAX", "NOTHING", "Bound", "bind", "parsed", "too_deep"]

DEPTH_MAX = 64
REMARKS_MAX = 10
Json = Any


class Bound(Struct, frozen=True):
    """A request after binding. `body` is UNSET where none was sent or none could be parsed; `remarks` are no
    violations.
    """

    query: dict[str, Any]
    body: Any
    media_type: str
    violations: tuple[Violation, ...]
    remarks: tuple[str, ...] = ()


def bind(operation: Operation, query: bytes, content_type: str, body: bytes) -> Bound:
    """Read the query string and the body as the operation declares them."""
    if operation.body is None and not (query or operation.query or content_type):
        return NOTHING
    media_type = content_type.partition(";")[0].strip().lower()
    values, found, remarks = _query(operation.query, query) if query or operation.query else ({}, [], [])
    content: Any = UNSET
    if operation.body is not None and (not media_type or media_type in operation.demand.media_types):
        content, faults, notes = _body(operation, body)
        found, remarks = [*found, *faults], [*remarks, *notes]
    return Bound(values, content, media_type, tuple(found), tuple(remarks))


def _query(declared: dict[str, Parameter], raw: bytes) -> tuple[dict[str, Any], list[Violation], list[str]]:
    try:
        pairs = parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict", separator="&")
    except UnicodeDecodeError:
        wrong = Violation(Fault.UNPARSABLE, "query", "", "percent-encoded UTF-8", repr(raw)[:60])
        return {}, [wrong], []
    given: dict[str, list[str]] = {}
    for name, text in pairs:
        given.setdefault(name, []).append(text)
    values: dict[str, Any] = {}
    found: list[Violation] = []
    for parameter in declared.values():
        found += _parameter(parameter, given.get(parameter.name, []), values)
    known = ", ".join(declared) or "none"
    return (
        values,
        found,
        [f"query {name} is unknown and was ignored (known: {known})" for name in given if name not in declared],
    )


def _parameter(parameter: Parameter, texts: list[str], values: dict[str, Any]) -> list[Violation]:
    if not texts:
        missing = Violation(Fault.MISSING, "query", parameter.name, "a value")
        return [missing] if parameter.required else []
    if len(texts) > 1:
        return [Violation(Fault.WRONG_TYPE, "query", parameter.name, "one value", f"{len(texts)} values")]
    value = _typed(parameter.type, texts[0])
    if value is UNSET:
        return [Violation(Fault.WRONG_TYPE, "query", parameter.name, f"type {parameter.type}", repr(texts[0])[:60])]
    values[parameter.name] = value
    return list(parameter.schema.violations(value, "query", parameter.name))


def _typed(kind: str, text: str) -> Any:
    if kind == "integer":
        return int(text) if _INTEGER.fullmatch(text) else UNSET
    if kind == "boolean":
        return {"true": True, "false": False}.get(text, UNSET)
    return text


def _body(operation: Operation, raw: bytes) -> tuple[Any, list[Violation], list[str]]:
    if not raw:
        missing = Violation(Fault.MISSING, "body", "", "a JSON body")
        return UNSET, [missing] if operation.body_required else [], []
    value, fault = parsed(raw)
    if fault is not None:
        return UNSET, [fault], []
    assert operation.body is not None
    return value, list(operation.body.violations(value, "body")), _remarks(operation.body.members, value, raw)


def parsed(raw: bytes) -> tuple[Json, Violation | None]:
    """The JSON value, or what keeps the bytes from being one. Strict: UTF-8 without a mark, no NaN, at most 64 levels
    deep.
    """
    if too_deep(raw):
        return UNSET, Violation(Fault.UNPARSABLE, "body", "", f"JSON nested at most {DEPTH_MAX} levels deep")
    try:
        return msgspec.json.decode(raw), None
    except UnicodeDecodeError as error:
        return UNSET, Violation(Fault.UNPARSABLE, "body", "", "JSON in UTF-8", f"byte {error.object[error.start]:#x}")
    except msgspec.DecodeError as error:
        return UNSET, Violation(Fault.UNPARSABLE, "body", "", "JSON", _diagnosed(raw, str(error)))


def too_deep(raw: bytes) -> bool:
    """Whether brackets outside strings stand more than DEPTH_MAX deep. Bytes with few brackets are not even scanned."""
    if raw.count(b"[") + raw.count(b"{") <= DEPTH_MAX:
        return False
    depth = 0
    for token in _BRACKET.finditer(raw):
        mark = token[0]
        depth += mark in _OPENING
        depth -= mark in _CLOSING
        if depth > DEPTH_MAX:
            return True
    return False


def _diagnosed(raw: bytes, said: str) -> str:
    """What the parser said, or something better where its words mislead."""
    if raw.startswith(_MARKS):
        return "a byte order mark; send plain UTF-8"
    if b"\\ud" in raw.lower() and "truncated" in said:
        return "an unpaired UTF-16 surrogate"
    return said


def _remarks(members: dict[str, Json], value: Json, raw: bytes) -> list[str]:
    """What is odd about a body and yet no error (F-06): members nobody knows, members given twice."""
    if not isinstance(value, dict):
        return []
    unknown = (f"member {name} is unknown and was ignored" for name in value if name not in members)
    found = [*islice(unknown, REMARKS_MAX)]
    return found if raw.count(b":") <= len(value) else found + _repeated(raw)


def _repeated(raw: bytes) -> list[str]:
    twice: list[str] = []

    def noted(pairs: list[tuple[str, Json]]) -> None:
        twice.extend(name for name, times in Counter(name for name, _ in pairs).items() if times > 1)

    json.loads(raw, object_pairs_hook=noted, parse_int=str)
    return [f"member {name} was given more than once; the last one counts" for name in twice[:REMARKS_MAX]]


NOTHING = Bound({}, UNSET, "", ())
_INTEGER = re.compile(r"-?[0-9]{1,4000}")
_BRACKET = re.compile(rb'"(?:[^"\\]|\\.?)*+(?:"|\Z)|[\[\]{}]', re.DOTALL)
_OPENING, _CLOSING = frozenset((b"[", b"{")), frozenset((b"]", b"}"))
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
