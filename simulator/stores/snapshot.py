"""A sandbox at one moment: the population it shares with all others, and the changes that are its own."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from simulator.domain.call import Change
from simulator.domain.table import Layers, Rows, Table, added

__all__ = ["Population", "Snapshot"]

Population = Mapping[str, Mapping[str, Rows[Any]]]
V = TypeVar("V")


class Snapshot:
    """An immutable value; keeping a reference is a copy.

    `version` only ever grows in one sandbox; `steps` counts the appends since its beginning, so that a reset sandbox
    derives the ids it derived at first; `birth` tells apart sandboxes that had one name, one after another. `changes`
    holds, by slice and table, the stack of what this sandbox put or deleted.
    """

    __slots__ = ("_views", "birth", "changes", "population", "steps", "version")

    def __init__(
        self,
        population: Population,
        changes: Mapping[tuple[str, str], Layers] | None = None,
        version: int = 0,
        steps: int = 0,
        birth: int = 1,
    ) -> None:
        self.population = population
        self.changes = changes or {}
        self.version = version
        self.steps = steps
        self.birth = birth
        self._views: dict[str, Any] = {}

    def table(self, slice_: str, table: str) -> Table[Any]:
        """One table as this sandbox sees it."""
        return Table(self.population[slice_][table], self.changes.get((slice_, table), ()))

    def tables(self, slice_: str) -> dict[str, Table[Any]]:
        """All tables of one slice."""
        return {name: self.table(slice_, name) for name in self.population[slice_]}

    def view(self, slice_: str, made: Callable[[dict[str, Table[Any]]], V]) -> V:
        """The slice as its owner wants to see it, made once for this moment."""
        if slice_ not in self._views:
            self._views[slice_] = made(self.tables(slice_))
        return self._views[slice_]  # type: ignore[no-any-return]

    def born(self, birth: int) -> "Snapshot":
        """The same, as the beginning of the sandbox that is the `birth`-th of its name."""
        return Snapshot(self.population, self.changes, self.version, self.steps, birth)

    def after(self, changes: Iterable[Change]) -> "Snapshot":
        """The next version, with these changes on top."""
        fresh: dict[tuple[str, str], dict[str, Any]] = {}
        for change in changes:
            fresh.setdefault((change.slice, change.table), {})[change.key] = change.record
        stacks = dict(self.changes)
        for place, layer in fresh.items():
            stacks[place] = added(stacks.get(place, ()), layer)
        following = Snapshot(self.population, stacks, self.version + 1, self.steps + 1, self.birth)
        touched = {slice_ for slice_, _ in fresh}
        following._views = {slice_: view for slice_, view in self._views.items() if slice_ not in touched}
        return following

    def changed(self) -> list[Change]:
        """Every record that differs from the population's, by slice and table in the order of first change."""
        return [
            Change(slice_, table, key, record)
            for (slice_, table) in sorted(self.changes)
            for key, record in self.table(slice_, table).changed().items()
        ]
