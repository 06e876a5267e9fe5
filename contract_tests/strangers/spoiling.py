"""Replies made wrong on purpose, one fault each, so that two readers of a spec can be compared on faults too."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from contract_tests.exchange import Response

Place = tuple[Any, Any]
"""An object or array of a body, and a key of it."""


def spoilt(reply: Response, turn: int) -> Response | None:
    """The reply with the fault whose turn it is; None where that fault cannot be made of it."""
    return FAULTS[turn % len(FAULTS)](reply, turn // len(FAULTS))


def _undocumented(reply: Response, turn: int) -> Response | None:
    return replace(reply, status=418)


def _mislabelled(reply: Response, turn: int) -> Response | None:
    return _labelled(reply, "text/plain") if reply.body else None


def _cut(reply: Response, turn: int) -> Response | None:
    return replace(reply, body=reply.body[:-1]) if reply.body else None


def _unchallenged(reply: Response, turn: int) -> Response | None:
    left = tuple(pair for pair in reply.headers if pair[0].lower() != "www-authenticate")
    return replace(reply, headers=left) if len(left) < len(reply.headers) else None


def _dropped(reply: Response, turn: int) -> Response | None:
    return _edited(reply, turn, lambda within, key: within.pop(key))


def _nonsense(reply: Response, turn: int) -> Response | None:
    return _edited(reply, turn, lambda within, key: _put(within, key, {"of": ["no", "type"]}))


def _null(reply: Response, turn: int) -> Response | None:
    return _edited(reply, turn, lambda within, key: _put(within, key, None))


def _text(reply: Response, turn: int) -> Response | None:
    return _edited(reply, turn, lambda within, key: _put(within, key, "neither a name nor a number \u00e9"))


def _unknown(reply: Response, turn: int) -> Response | None:
    return _edited(reply, turn, lambda within, _: _put(within, "unheardOf", 1) if isinstance(within, dict) else None)


FAULTS = (_undocumented, _mislabelled, _cut, _unchallenged, _dropped, _nonsense, _null, _text, _unknown)


def _edited(reply: Response, turn: int, edit: Callable[[Any, Any], object]) -> Response | None:
    if not reply.body:
        return None
    body = reply.json
    places = list(_places(body))
    if not places:
        return None
    edit(*places[turn % len(places)])
    return replace(reply, body=json.dumps(body).encode())


def _places(value: Any) -> Iterator[Place]:
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from _places(value[key])


def _put(within: Any, key: Any, value: Any) -> None:
    within[key] = value


def _labelled(reply: Response, media_type: str) -> Response:
    others = tuple(pair for pair in reply.headers if pair[0].lower() != "content-type")
    return replace(reply, headers=(*others, ("content-type", media_type)))
