"""The smallest population there is, and a store whose caller loses races."""

from collections.abc import Sequence

from simulator.domain.call import Change
from simulator.domain.table import Rows
from simulator.stores.memory import MemoryStore
from simulator.stores.snapshot import Population, Snapshot

__all__ = ["Losing", "beginning", "closed", "doors", "painted"]

POPULATION: Population = {"shop": {"doors": Rows({"front": "oak", "back": "pine"}), "keys": Rows()}}


def beginning() -> Snapshot:
    """A shop with two doors and no keys."""
    return Snapshot(POPULATION)


def painted(door: str, colour: str) -> Change:
    return Change("shop", "doors", door, colour)


def closed(door: str) -> Change:
    return Change("shop", "doors", door, None)


def doors(snapshot: Snapshot) -> list[str]:
    return sorted(snapshot.table("shop", "doors"))


class Losing(MemoryStore):
    """Somebody else is faster the first `times` times that something is to be appended, and leaves `rival` behind."""

    def __init__(self, snapshots: dict[str, Snapshot], times: int, rival: Sequence[Change]) -> None:
        super().__init__(snapshots)
        self.left = times
        self.asked = 0
        self.rival = rival

    async def append(self, sandbox: str, version: int, changes: Sequence[Change]) -> bool:
        """All changes at once, unless the race is lost."""
        self.asked += 1
        if self.left > 0:
            self.left -= 1
            await super().append(sandbox, version, self.rival)
        return await super().append(sandbox, version, changes)
