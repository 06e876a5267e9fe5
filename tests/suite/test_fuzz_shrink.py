"""The fewest edits: a part that still fails, and of which none can be left out."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_tests.client.fuzz.edit import Edit
from contract_tests.client.fuzz.shrink import fewest
from tests.laws import LAW


def edits(count: int) -> list[Edit]:
    """So many, told apart by their call."""
    return [Edit("getUserStatus", nth, "T1", "is null", {"kind": "edit"}) for nth in range(1, count + 1)]


class Failing:
    """Fails where any of these sets of calls is edited; counts how often it was asked."""

    def __init__(self, causes: Sequence[frozenset[int]]) -> None:
        self.causes = causes
        self.asked = 0

    def __call__(self, few: Sequence[Edit]) -> bool:
        self.asked += 1
        return any(cause <= {one.nth for one in few} for cause in self.causes)


@LAW
@given(st.data())
def test_the_part_that_is_left_fails_and_has_nothing_to_spare(data: st.DataObject) -> None:
    """Whatever brings it about, in the order of the edits, and without asking more than about n² times."""
    count = data.draw(st.integers(1, 24))
    causes = data.draw(st.lists(st.frozensets(st.integers(1, count), min_size=1), min_size=1, max_size=4))
    fails, every = Failing(causes), edits(count)
    left = fewest(every, fails)
    assert fails.asked <= count * count + 3 * count
    assert fails(left)
    assert [one for one in left if fails([other for other in left if other is not one])] == []
    assert left == [one for one in every if one in left]


@LAW
@given(st.integers(1, 24), st.data())
def test_a_single_cause_is_found_exactly(count: int, data: st.DataObject) -> None:
    cause = data.draw(st.frozensets(st.integers(1, count), min_size=1, max_size=3))
    assert {one.nth for one in fewest(edits(count), Failing([cause]))} == cause


@pytest.mark.parametrize("count", [24, 100])
def test_a_single_edit_among_many_is_found_quickly(count: int) -> None:
    fails = Failing([frozenset({count - 1})])
    assert [one.nth for one in fewest(edits(count), fails)] == [count - 1]
    assert fails.asked < 25


def test_one_edit_is_not_tried_again() -> None:
    fails = Failing([frozenset({1})])
    assert fewest(edits(1), fails) == edits(1)
    assert fails.asked == 0


def test_where_time_runs_out_what_failed_before_is_left() -> None:
    """Nothing fails any longer, as when no run is played."""
    assert fewest(edits(8), lambda _: False) == edits(8)
