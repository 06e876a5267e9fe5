"""Records out of JSON that a person wrote: the same check everywhere, and complaints that name the member."""

from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec
from msgspec.structs import fields

__all__ = ["plain", "recorded"]

R = TypeVar("R")


def recorded(members: dict[str, Any], kind: type[R]) -> R:
    """The record with these members. Raises ValueError naming the member that does not fit, and what would."""
    try:
        return msgspec.convert(members, kind, str_keys=True)
    except msgspec.ValidationError as error:
        raise ValueError(_worded(str(error), kind)) from None


def plain(record: Any) -> dict[str, Any]:
    """The record as a JSON object."""
    members: dict[str, Any] = msgspec.to_builtins(record)
    return members


def _worded(complaint: str, kind: type[Any]) -> str:
    """The library's complaint with the member's name in front, and behind it the values that would do."""
    said, _, path = complaint.partition(" - at `$.")
    kinds = {one.encode_name: one.type for one in fields(kind)}
    if not (name := path.rstrip("`").partition("[")[0]):
        return said + (_guess(said.split("`")[-2], kinds) if "unknown field" in said else "")
    options = getattr(kinds.get(name), "__args__", ())
    words = [str(word) for one in options for word in getattr(one, "__args__", (one,)) if isinstance(word, str | int)]
    return f"{name}: {said}" + (f"; expected one of {', '.join(words)}" if words else "")


def _guess(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""
