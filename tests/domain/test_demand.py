"""What an operation demands reads as a phrase."""

import pytest

from simulator.domain.demand import Demand, Grant


@pytest.mark.parametrize(
    ("grant", "said"),
    [
        (Grant("banno-admin", frozenset()), "banno-admin token"),
        (Grant("banno-admin", frozenset({"banno.view"})), "banno-admin token with banno.view"),
        (Grant("shop", frozenset({"b", "a", "c"})), "shop token with a, b, c"),
    ],
)
def test_a_way_in_is_named_by_its_api_and_its_sorted_grants(grant: Grant, said: str) -> None:
    assert str(grant) == said


def test_a_bare_demand_asks_for_nothing() -> None:
    demand = Demand("openDoor")
    assert (demand.grants, demand.media_types, demand.refusals) == ((), frozenset(), "")
