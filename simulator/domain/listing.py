"""Long lists of records: in order without sorting them anew, and written out only as far as somebody looks."""

from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from simulator.domain.table import Table

__all__ = ["Listed", "in_order"]

R = TypeVar("R")
FRESH_MAX = 500
"""More records than this are sorted in, one by one no longer."""


class Listed(Generic[R]):
    """Records that become JSON when a part of the list is asked for."""

    __slots__ = ("_records", "_shown")

    def __init__(self, records: Sequence[R], shown: Callable[[R], dict[str, Any]]) -> None:
        self._records = records
        self._shown = shown

    def __len__(self) -> int:
        return len(self._records)

    def __getitem__(self, part: slice) -> list[dict[str, Any]]:
        return [self._shown(record) for record in self._records[part]]


def in_order(
    table: Table[R],
    order: Callable[[R], Any],
    among: Iterable[str] | None = None,
    fits: Callable[[R], bool] = lambda _: True,
) -> list[R]:
    """The table's records in that order, in which its rows stand already; of the rows only those `among` these keys, of
    all others those that fit.
    """
    changed = table.changed()
    if among is None and not changed:
        return list(table.rows.values())
    rows = table.rows.items() if among is None else ((key, table.rows[key]) for key in among)
    found = [record for key, record in rows if key not in changed]
    fresh = [record for record in changed.values() if record is not None and fits(record)]
    if len(fresh) > FRESH_MAX:
        return sorted([*found, *fresh], key=order)
    for record in fresh:
        insort(found, record, key=order)
    return found
