"""The providers that the console knows how to show; any other is shown as its users are stored. A new provider's room
is one file here and one line below.
"""

from collections.abc import Iterable, Mapping

from simulator.console.rooms import banno, customers_bank, narmi, plain
from simulator.console.rooms.room import Room

__all__ = ["rooms"]

KNOWN: Mapping[str, Room] = {room.provider: room for room in (banno.ROOM, customers_bank.ROOM, narmi.ROOM)}


def rooms(providers: Iterable[str]) -> dict[str, Room]:
    """A room for each of these providers, in their order."""
    return {name: KNOWN.get(name) or plain.room(name) for name in providers}
