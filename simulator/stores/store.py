"""The protocol every store keeps: read one sandbox, append to it if nobody was faster, and say which there are."""

from collections.abc import Sequence
from typing import Protocol

from simulator.domain.call import Change
from simulator.stores.snapshot import Snapshot

__all__ = ["Store", "UnknownSandbox"]


class UnknownSandbox(LookupError):
    """No sandbox goes by that name."""

    def __init__(self, sandbox: str) -> None:
        super().__init__(sandbox)
        self.sandbox = sandbox


class Store(Protocol):
    """Sandboxes by name."""

    async def read(self, sandbox: str) -> Snapshot:
        """The sandbox as it is now. Raises UnknownSandbox."""
        ...

    async def append(self, sandbox: str, version: int, changes: Sequence[Change]) -> bool:
        """All changes at once, if the sandbox is still at that version; False, and nothing, if it has moved on."""
        ...

    async def keep(self, sandbox: str, snapshot: Snapshot | None) -> None:
        """Begin, replace (a reset, an import) or, with None, end a sandbox."""
        ...

    async def names(self) -> list[str]:
        """The sandboxes there are, oldest first."""
        ...
