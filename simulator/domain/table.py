"""A table is a frozen population with this sandbox's changes laid over it.

Changes are kept as a short stack of dictionaries, newest first, each at least twice the size of the one above it:
adding one is cheap, reading looks into a few, and whoever keeps the tuple keeps that moment. That is what makes a fork
a reference.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

__all__ = ["Kind", "Layers", "Rows", "Table", "added", "collapsed"]

R = TypeVar("R")
Layer = dict[str, Any]
Layers = tuple[Layer, ...]


class Kind(NamedTuple):
    """What a table holds: records of one type, each under the value of its member `key` (empty: under a name of its
    own).
    """

    type: type[Any]
    key: str = ""


class Rows(dict[str, R]):
    """The population's records of one table by key, never changed, with the index its provider made for them."""

    __slots__ = ("index",)

    def __init__(self, records: Mapping[str, R] | None = None, index: Any = None) -> None:
        super().__init__(records or {})
        self.index = index


class Table(Generic[R]):
    """Records by key: what the sandbox changed, else what the population holds."""

    __slots__ = ("layers", "rows")

    def __init__(self, rows: Rows[R], layers: Layers = ()) -> None:
        self.rows = rows
        self.layers = layers

    def get(self, key: str) -> R | None:
        """The record, or None where there is none or it was deleted."""
        for layer in self.layers:
            if key in layer:
                return layer[key]  # type: ignore[no-any-return]
        return self.rows.get(key)

    def changed(self) -> dict[str, R | None]:
        """Each key this sandbox touched; None marks a deleted record. Nobody may alter the answer."""
        return collapsed(self.layers) if self.layers else UNTOUCHED

    def __iter__(self) -> Iterator[R]:
        changed = self.changed()
        yield from (record for key, record in self.rows.items() if key not in changed)
        yield from (record for record in changed.values() if record is not None)

    def __len__(self) -> int:
        changed = self.changed()
        kept = len(self.rows) - sum(key in self.rows for key in changed)
        return kept + sum(record is not None for record in changed.values())


UNTOUCHED: Layer = {}


def added(layers: Layers, layer: Layer) -> Layers:
    """The stack with one more layer on top, merged downwards while the next is not twice as large."""
    while layers and len(layers[0]) < 2 * len(layer):
        layer = {**layers[0], **layer}
        layers = layers[1:]
    return (layer, *layers)


def collapsed(layers: Layers) -> Layer:
    """All layers as one dictionary, in the order of first change."""
    whole: Layer = {}
    for layer in reversed(layers):
        whole.update(layer)
    return whole
