"""The simulated APIs as the pages look at them: the same state and the same rules, but a look is no exchange. It is in
no journal, and the planned faults are for those who call.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from simulator.domain.call import Change
from simulator.faults.plan import PLANNED
from simulator.gateway import Gateway
from simulator.journal import Journal
from simulator.simulator import Simulator
from simulator.stores.snapshot import Snapshot
from simulator.stores.store import Store

__all__ = ["quiet"]


def quiet(simulator: Simulator) -> Gateway:
    """A gateway to the same sandboxes."""
    return Gateway(replace(simulator, store=_Faultless(simulator.store), journal=Journal(1)))


class _Faultless(Store):
    """The sandboxes without what is planned to go wrong in them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def read(self, sandbox: str) -> Snapshot:
        snapshot = await self._store.read(sandbox)
        if PLANNED not in snapshot.changes:
            return snapshot
        kept = {place: layers for place, layers in snapshot.changes.items() if place != PLANNED}
        return Snapshot(snapshot.population, kept, snapshot.version, snapshot.steps, snapshot.birth)

    async def append(self, sandbox: str, version: int, changes: Sequence[Change]) -> bool:
        return await self._store.append(sandbox, version, changes)

    async def keep(self, sandbox: str, snapshot: Snapshot | None) -> None:
        await self._store.keep(sandbox, snapshot)

    async def names(self) -> list[str]:
        return await self._store.names()
