"""A list in order, whatever a sandbox changed, and written out only where somebody looks."""

import random

import pytest

from simulator.domain.listing import FRESH_MAX, Listed, in_order
from simulator.domain.table import Rows, Table

Pair = tuple[int, str]
EVEN: Rows[Pair] = Rows({str(number): (number, "old") for number in range(0, 100, 2)})


def test_without_changes_the_rows_stand_as_they_are() -> None:
    assert in_order(Table(EVEN), lambda one: one) == list(EVEN.values())


@pytest.mark.parametrize("count", [1, 7, FRESH_MAX + 1])
def test_changed_records_take_their_places_and_deleted_ones_are_gone(count: int) -> None:
    drawn = random.Random(count)
    layer: dict[str, Pair | None] = {str(drawn.randrange(2000)): (drawn.randrange(200), "new") for _ in range(count)}
    layer |= {"0": None, "40": None}
    table = Table(EVEN, (layer,))
    found = in_order(table, lambda one: one)
    assert found == sorted(table)
    assert (0, "old") not in found


def test_only_the_wished_for_are_there() -> None:
    table = Table(EVEN, ({"4": (5, "new"), "x": (9, "new"), "y": (8, "new")},))
    assert in_order(table, lambda one: one, ["2", "4", "6"], lambda one: one[0] % 2 == 1) == [
        (2, "old"),
        (5, "new"),
        (6, "old"),
        (9, "new"),
    ]


def test_only_the_part_that_is_looked_at_is_written_out() -> None:
    written: list[int] = []

    def shown(number: int) -> dict[str, int]:
        written.append(number)
        return {"number": number}

    listed = Listed(range(1000), shown)
    assert (len(listed), listed[10:12], written) == (1000, [{"number": 10}, {"number": 11}], [10, 11])
