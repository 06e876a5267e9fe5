"""The facade: every part of one simulator, put together at boot, and the lives of its sandboxes.

Gateway, control API and test plugin hold this and nothing else.
"""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from simulator.address import DEFAULT, named
from simulator.domain.call import Change, Outcome, Reply
from simulator.fixtures import Cast
from simulator.journal import Journal
from simulator.oidc.token import Tokens
from simulator.openapi.load import Document
from simulator.openapi.match import Matcher
from simulator.providers.provider import Provider
from simulator.stores.snapshot import Snapshot
from simulator.stores.store import Store, UnknownSandbox
from simulator.stores.transact import transact

__all__ = ["CAST", "Simulator", "Taken"]

CAST = "cast"
"""The slice that holds who is who: the personas of this sandbox by name."""


class Taken(ValueError):
    """A sandbox of that name exists already."""


class Simulator(Struct, frozen=True):
    """All parts by name.

    `beginning` is what a new or reset sandbox is. `strict` turns a reply that breaks its own spec into a 500; `bare`
    leaves our own headers out; `anybody` asks no token; `numbers` counts the sandboxes named after each other.
    """

    providers: Mapping[str, Provider]
    documents: Sequence[Document]
    matcher: Matcher
    store: Store
    tokens: Tokens
    journal: Journal
    cast: Cast
    beginning: Snapshot
    seed: int
    strict: bool = False
    bare: bool = False
    anybody: bool = False
    numbers: dict[str, int] = {}
    births: dict[str, int] = {}

    async def sandboxes(self) -> list[str]:
        """The names of all sandboxes, oldest first."""
        return await self.store.names()

    async def create(self, name: str | None = None) -> str:
        """A sandbox as every sandbox begins. Returns its name. Raises ValueError, Taken."""
        return await self._begin(name or await self._free("sandbox"), self.beginning)

    async def fork(self, parent: str, name: str | None = None) -> str:
        """A sandbox that goes on from where the parent is now; the parent never notices. Raises UnknownSandbox,
        Taken.
        """
        snapshot = await self.store.read(parent)
        return await self._begin(name or await self._free(parent), snapshot)

    async def reset(self, sandbox: str) -> None:
        """The sandbox is as it began, and its journal is empty. Raises UnknownSandbox."""
        before = await self.store.read(sandbox)
        await self.store.keep(
            sandbox, Snapshot(self.beginning.population, version=before.version + 1, birth=before.birth)
        )
        self.journal.begin(sandbox)

    async def end(self, sandbox: str) -> None:
        """The sandbox and its journal are gone. Raises UnknownSandbox; ValueError for the default, which always is."""
        await self.store.read(sandbox)
        if sandbox == DEFAULT:
            raise ValueError(f"{DEFAULT} cannot be deleted; POST /_simulator/v1/sandboxes/{DEFAULT}/reset empties it")
        await self.store.keep(sandbox, None)
        self.journal.forget(sandbox)

    async def change(self, sandbox: str, decide: Callable[[Snapshot], Sequence[Change]]) -> None:
        """Apply what `decide` makes of the sandbox, all at once, deciding again where somebody was faster."""
        await transact(self.store, sandbox, lambda snapshot: Outcome(Reply(204), tuple(decide(snapshot))))

    async def _begin(self, name: str, snapshot: Snapshot) -> str:
        if await self._exists(named(name)):
            raise Taken(f"sandbox {name!r} exists already")
        self.births[name] = self.births.get(name, 0) + 1
        await self.store.keep(name, snapshot.born(self.births[name]))
        return name

    async def _free(self, stem: str) -> str:
        """A name of that stem that was never given before, in constant time."""
        while True:
            number = self.numbers[stem] = self.numbers.get(stem, 0) + 1
            if not await self._exists(name := f"{stem[:50]}-{number}"):
                return name

    async def _exists(self, name: str) -> bool:
        try:
            await self.store.read(name)
        except UnknownSandbox:
            return False
        return True
