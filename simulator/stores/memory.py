"""Sandboxes in this process's memory: a dictionary of snapshots."""

from collections.abc import Sequence

from simulator.domain.call import Change
from simulator.stores.snapshot import Snapshot
from simulator.stores.store import UnknownSandbox

__all__ = ["MemoryStore"]


class MemoryStore:
    """Lost when the process ends; nothing here waits, so one event loop needs no lock."""

    def __init__(self, snapshots: dict[str, Snapshot]) -> None:
        self._snapshots = snapshots

    async def read(self, sandbox: str) -> Snapshot:
        """The sandbox as it is now. Raises UnknownSandbox."""
        try:
            return self._snapshots[sandbox]
        except KeyError:
            raise UnknownSandbox(sandbox) from None

    async def append(self, sandbox: str, version: int, changes: Sequence[Change]) -> bool:
        """All changes at once, or False where the sandbox has moved on."""
        current = await self.read(sandbox)
        if current.version != version:
            return False
        self._snapshots[sandbox] = current.after(changes)
        return True

    async def keep(self, sandbox: str, snapshot: Snapshot | None) -> None:
        """Begin, replace or end a sandbox."""
        if snapshot is None:
            self._snapshots.pop(sandbox, None)
        else:
            self._snapshots[sandbox] = snapshot

    async def names(self) -> list[str]:
        """The sandboxes there are, oldest first."""
        return list(self._snapshots)
