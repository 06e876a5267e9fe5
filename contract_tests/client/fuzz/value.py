"""Other values that a schema allows in the place of one."""

import re
from collections.abc import Iterator
from typing import Any

from contract_tests.operation import Document

LETTERS = ("Zoë “Ünlü” 李 🏦 <b>O'Brien</b> \\", "Zoë 李 🏦 O'Neil", "Zoë O'Neil", "Ünlü", "é")
LONG = "Wolfeschlegelsteinhausenbergerdorff "
LONG_CHARS = 400
INSTANTS = (
    ("has nine digits of a second", "2026-01-15T12:00:00.123456789Z"),
    ("has an offset", "2026-01-15T17:30:00.000+05:30"),
    ("is far ahead", "9999-12-31T23:59:59.999Z"),
    ("is long ago", "0001-01-01T00:00:00.000Z"),
    ("has no fraction", "2026-01-15T12:00:00Z"),
    ("has no offset", "2026-01-15T12:00:00"),
    ("has no offset, and a fraction", "2026-01-15T12:00:00.1234567"),
)
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
"""How instants begin, also those that a schema describes by a pattern."""
DAYS = (("is a leap day", "2024-02-29"), ("is far ahead", "9999-12-31"), ("is long ago", "0001-01-01"))
INT32_MAX = 2**31 - 1
BEYOND_DOUBLES = 2**53 + 1
UNKNOWN = "SomethingNew"
Other = tuple[str, Any]
"""What is special about a value, in words that follow the name of its place; and the value."""


def others(schema: Document, value: Any) -> Iterator[Other]:
    """Values of the same type, or null; all of them only as good as the schema is understood here, so check them."""
    types = schema.get("type", ())
    if value is not None and ("null" in types or None in schema.get("enum", ())):
        yield "is null", None
    if "enum" in schema:
        yield from ((f"is {one!r}", one) for one in schema["enum"] if one is not None and one != value)
    elif isinstance(value, bool):
        yield f"is {str(not value).lower()}", not value
    elif isinstance(value, str):
        yield from _texts(schema, value)
    elif isinstance(value, int | float):
        yield from _numbers(schema, value)


def present(schema: Document) -> Iterator[Other]:
    """A value where there was none: a plain one of a type that is no object and no list."""
    types = schema.get("type", "string")
    types = (types,) if isinstance(types, str) else types
    if "enum" in schema:
        yield from ((f"is {one!r}", one) for one in schema["enum"] if one is not None)
    elif "string" in types:
        told = {"date-time": "2026-01-15T12:00:00.000Z", "date": "2000-02-29", "email": "new@example.com"}
        yield "is there", told.get(schema.get("format", ""), "New")
    elif "boolean" in types:
        yield from (("is true", True), ("is false", False))
    elif "integer" in types or "number" in types:
        yield "is there", schema.get("minimum", 1)


def _texts(schema: Document, value: str) -> Iterator[Other]:
    kind = schema.get("format")
    if kind == "date-time" or (kind is None and INSTANT.match(value)):
        yield from (one for one in INSTANTS if one[1] != value)
    if kind == "date":
        yield from (one for one in DAYS if one[1] != value)
    if kind in ("date-time", "date"):
        return
    if value:
        yield "is empty", ""
    longest = schema.get("maxLength", LONG_CHARS)
    letters = next((one for one in LETTERS if len(one) <= longest), "")
    if kind is None and letters:
        yield "has letters beyond ASCII", letters
    yield "is long", (LONG * (1 + LONG_CHARS // len(LONG)))[: min(longest, LONG_CHARS)].rstrip()


def _numbers(schema: Document, value: float) -> Iterator[Other]:
    most = INT32_MAX if schema.get("format") == "int32" else BEYOND_DOUBLES
    bounds = {"is the least": schema.get("minimum", 0), "is the most": schema.get("maximum", most)}
    yield from ((what, bound) for what, bound in bounds.items() if bound != value)
