"""How values are written on a page: instants, states, JSON whose broken places are marked, and calls as curl lines."""

import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.json import decode, encode

from simulator.console.secret import masked

__all__ = ["FILTERS", "Line", "curl", "lines", "pointers"]

Json = Any
BROKEN = re.compile(r"(body|reply) ?(/\S*|): (?:unparsable|wrong type|constraint broken|missing)")
HINGE = re.compile(r"(?<=[^/]/)(?=[^/\s])|(?<=[@?&=._])(?=[^\W\d])")
"""Where a long word may go on in the next line: behind what divides an address, a path or a code."""
UNTOLD = frozenset({"host", "content-length", "connection", "accept-encoding", "user-agent", "cookie"})
"""Headers that curl writes by itself, and what a copied line should not carry."""
VERDICTS = {
    "valid": ("valid", "good"),
    "refused": ("refused", "fair"),
    "request-invalid": ("request invalid", "bad"),
    "reply-invalid": ("reply invalid", "bad"),
    "faulted": ("faulted", "odd"),
    "unknown-operation": ("unknown operation", "fair"),
}
LONG = 20_000
"""Characters of a body that are shown as a tree, or at all."""


class Line(Struct, frozen=True):
    """A line of a message's body. It is `broken` where a rule of the schema was."""

    depth: int
    text: str
    broken: bool


def lines(body: str, broken: Iterable[str] = ()) -> list[Line]:
    """The body, a member a line where it is JSON; the places named are marked, or else the nearest around them."""
    if not body:
        return []
    try:
        found = list(_tree(decode(body), "")) if len(body) <= LONG else []
    except (ValueError, RecursionError):
        found = []
    if not found:
        text = body if len(body) <= LONG else f"{body[:LONG]}\n… {len(body) - LONG} more characters"
        return [Line(0, line, broken=False) for line in text.split("\n")]
    marked = {_nearest(place, {at for at, _, _ in found}) for place in broken}
    return [Line(depth, text, at in marked and text not in "]},") for at, depth, text in found]


def pointers(violations: Iterable[str], message: str) -> list[str]:
    """The places that these violations name in that message (`body` is the request's), as JSON pointers."""
    return [found[2] for found in map(BROKEN.match, violations) if found and found[1] == message]


def curl(exchange: Mapping[str, Any], origin: str) -> str:
    """The request as a line for a shell. The token is not in the journal, so a variable stands for it."""
    asked = exchange["request"]
    scheme, _, host = origin.partition("://")
    host = dict(asked["headers"]).get("host", host)
    parts = [f"curl -i -X {asked['method']} {shlex.quote(scheme + '://' + host + asked['target'])}"]
    for name, value in asked["headers"]:
        if name == "authorization":
            parts.append('-H "authorization: Bearer $TOKEN"')
        elif name not in UNTOLD:
            parts.append(f"-H {shlex.quote(f'{name}: {value}')}")
    if asked["body"]:
        parts.append(f"--data-raw {shlex.quote(asked['body'])}")
    return " \\\n  ".join(parts)


def _tree(value: Json, at: str, before: str = "", depth: int = 0, after: str = "") -> Iterator[tuple[str, int, str]]:
    if isinstance(value, dict | list) and value:
        first, last = "{}" if isinstance(value, dict) else "[]"
        yield at, depth, before + first
        inner = list(value.items() if isinstance(value, dict) else enumerate(value))
        for number, (name, member) in enumerate(inner, 1):
            label = f"{_json(name)}: " if isinstance(value, dict) else ""
            place = f"{at}/{str(name).replace('~', '~0').replace('/', '~1')}"
            yield from _tree(member, place, label, depth + 1, "," if number < len(inner) else "")
        yield at, depth, last + after
    else:
        yield at, depth, before + _json(value) + after


def _nearest(place: str, known: set[str]) -> str:
    while place and place not in known:
        place = place.rpartition("/")[0]
    return place


def _json(value: Json) -> str:
    return encode(value).decode()


def _moment(value: Any) -> str:
    """An instant as people read it, in UTC."""
    return str(value)[:19].replace("T", " ")


def _tall(value: int) -> str:
    return f"{value:,}".replace(",", "\u2009")


def _words(value: Any) -> list[str]:
    return [str(one) for one in value or ()]


def _hinged(text: str) -> Markup:
    """The text, which breaks where it is divided sooner than in the middle of a word."""
    return Markup("<wbr>").join(HINGE.split(text))


def _ticks(text: str) -> Markup:
    """What stands between backticks as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(_hinged(part)) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )


FILTERS: Mapping[str, Callable[..., Any]] = {
    "hinged": _hinged,
    "ticks": _ticks,
    "moment": _moment,
    "tall": _tall,
    "words": _words,
    "verdict": lambda name: VERDICTS.get(name, (name, "dull")),
    "hide": masked,
    "pretty": lambda value: lines(_json(value)),
}
