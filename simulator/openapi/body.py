"""Bodies: bytes become a JSON value, or the one violation that keeps them from it; and what is odd, yet no error."""

import json
import re
from collections import Counter
from itertools import islice
from typing import Any

import msgspec
from msgspec import UNSET

from simulator.domain.problem import Fault, Violation

__all__ = ["DEPTH_MAX", "parsed", "remarks", "too_deep"]

DEPTH_MAX = 64
REMARKS_MAX = 10
Json = Any


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


def remarks(members: dict[str, Json], value: Json, raw: bytes) -> list[str]:
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


_BRACKET = re.compile(rb'"(?:[^"\\]|\\.?)*+(?:"|\Z)|[\[\]{}]', re.DOTALL)
_OPENING, _CLOSING = frozenset((b"[", b"{")), frozenset((b"]", b"}"))
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
