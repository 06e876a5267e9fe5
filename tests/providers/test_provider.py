"""Every provider has all its parts, and they fit each other."""

import pytest

from simulator.domain.problem import Kind, Problem
from simulator.domain.table import Kind as Holds
from simulator.domain.table import Rows
from simulator.providers import PROVIDERS
from simulator.providers.provider import Provider, peopled, sections
from simulator.stores.snapshot import Snapshot

BARE = Provider(
    name="bare",
    tables={"jars": Holds(int)},
    handlers={},
    refusals={},
    refusal=PROVIDERS["banno"].refusal,
    apis={"bare": ""},
)
"""A vendor without users, who says no more of itself than every vendor must."""

EACH = pytest.mark.parametrize("provider", PROVIDERS.values(), ids=PROVIDERS)


@EACH
def test_a_provider_goes_by_its_own_name(provider: Provider) -> None:
    assert PROVIDERS[provider.name] is provider


@EACH
def test_an_empty_population_has_every_table_that_is_declared(provider: Provider) -> None:
    rows = peopled(provider, [], [])
    assert set(rows) == set(provider.tables)
    assert all(each == Rows() for each in rows.values())
    state = Snapshot({provider.name: rows}).view(provider.name, provider.state)
    assert provider.desk.listed(state, "")[:] == []
    assert provider.desk.shown(state, "nobody") is None


@EACH
def test_records_are_kept_under_a_member_that_they_have(provider: Provider) -> None:
    for kind in provider.tables.values():
        assert kind.key in kind.type.__struct_fields__


@EACH
@pytest.mark.parametrize("kind", Kind)
def test_every_problem_can_be_told_in_the_vendors_way(provider: Provider, kind: Kind) -> None:
    for handler in provider.handlers:
        reply = provider.refusal(Problem(kind, "why", headers=(("Allow", "GET"),)), handler)
        assert 400 <= reply.status < 600
        assert (reply.hint, reply.headers) == ("why", (("Allow", "GET"),))


@EACH
def test_every_row_of_refusals_has_its_steps(provider: Provider) -> None:
    assert provider.refusals
    assert all(map(callable, (step for row in provider.refusals.values() for step in row)))


def test_a_vendor_without_users_has_empty_tables_and_is_asked_nothing_about_personas() -> None:
    rows = peopled(BARE, [], [object()])
    assert rows == {"jars": Rows()}
    assert sections({**PROVIDERS, "bare": BARE}) == sections(PROVIDERS)
    assert (BARE.casting.joined([], []), BARE.casting.altered(None, {}), BARE.casting.identities(None)) == ((), (), {})
    assert BARE.state(Snapshot({"bare": rows}).tables("bare")).keys() == {"jars"}


def test_at_the_desk_of_a_vendor_without_users_nobody_is_found_and_nobody_made() -> None:
    state = BARE.state({})
    found = (BARE.desk.listed(state, "")[:], BARE.desk.shown(state, "ada"), BARE.desk.removed(state, "ada"))
    assert found == ([], None, ())
    with pytest.raises(ValueError, match="keeps no users"):
        BARE.desk.created(state, {}, None)  # type: ignore[arg-type]
