"""Exchanges that are alike, told once with how many they are: few for a client that asks the same thing again and
again, and all that whoever judges or measures it looks at.
"""

from collections.abc import Hashable

from msgspec import Struct

from simulator.answer import content_of
from simulator.journal import Entry, Ring

__all__ = ["Alike", "Since", "since"]


class Alike(Struct):
    """The first of some exchanges that are alike, and how many they are."""

    first: Entry
    times: int = 0


class Since(Struct, frozen=True):
    """What was kept after a place of the journal, up to the place `end`; `dropped` is how many nobody can tell of."""

    found: tuple[Alike, ...]
    dropped: int
    end: int


def since(ring: Ring, place: int | None, limit: int) -> Since:
    """What was kept after a place, or since the journal began, oldest first, until as many as `limit` that are not
    alike are found. A place that is not yet there is of another ring, and this one is told of from where it begins.
    """
    place = ring.begun if place is None or place > ring.end else place
    begin = max(place, ring.first)
    found: dict[Hashable, Alike] = {}
    contents: dict[int, bytes] = {}
    end = begin
    for end, entry in enumerate(ring.after(begin), begin + 1):
        key = _key(entry, contents)
        if key not in found:
            if len(found) == limit:
                return Since(tuple(found.values()), begin - place, end - 1)
            found[key] = Alike(entry)
        found[key].times += 1
    return Since(tuple(found.values()), begin - place, end)


def _key(entry: Entry, contents: dict[int, bytes]) -> Hashable:
    """Equal where two exchanges are alike. A reply that lasts is the same object each time; its bytes are made once."""
    reply = entry.reply
    content = contents.get(id(reply))
    if content is None:
        content = contents[id(reply)] = content_of(reply)
    path, _, query = entry.target.partition(b"?")
    asked = entry.operation or (entry.method, path)
    fault = entry.fault and entry.fault.kind
    return asked, query, entry.verdict, entry.violations, fault, reply.status, reply.media_type, content
