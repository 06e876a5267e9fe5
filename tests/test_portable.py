"""What a sandbox changed can be carried to another one with the same population, and to no other."""

import asyncio
from typing import Any

import pytest

from simulator import clock
from simulator.domain.call import Change
from simulator.domain.table import Rows
from simulator.portable import Foreign, changes_of, digest, exported, imported
from simulator.stores.snapshot import Snapshot
from tests.world import KATHY, World

ADA = {"name": "ada-byron", "story": "Counts everything twice.", "firstName": "Ada", "lastName": "Byron", "banno": {}}


@pytest.fixture
def world() -> World:
    return World()


def snapshot(world: World) -> Snapshot:
    read: Snapshot = asyncio.run(world.simulator.store.read("default"))
    return read


def reset_asked(world: World, times: int) -> None:
    """So many password resets, each with its message in the outbox."""
    path = f"/a/password-reset/api/v0/institutions/{KATHY}/users/{KATHY}/password/reset"
    for _ in range(times):
        assert world.send("POST", path, {"method": "email"}, headers=[world.bearer()]).status == 200


def lived_in(world: World) -> World:
    reset_asked(world, 3)
    world.control(
        "PATCH", f"/users/banno/{KATHY}", {"preferredName": "Kät\n", "demographic": {"birthday": "1999-12-31"}}
    )
    world.control("DELETE", f"/users/banno/{world.persona('nils-wilde')['userId']}")
    world.control("PUT", "/clock", {"advance": 12.5})
    world.control("POST", "/fixtures", {"personas": [ADA]})
    return world


def test_a_sandbox_that_has_changed_nothing_exports_nothing(world: World) -> None:
    state = exported(world.simulator, snapshot(world))
    assert (state["format"], state["version"], state["changes"]) == (1, 0, [])
    assert state["clock"] == "2026-01-15T09:00:00.000Z"


def test_what_was_exported_and_imported_is_exported_the_same(world: World) -> None:
    state = exported(world.simulator, snapshot(lived_in(world)))
    other = World()
    again = imported(other.simulator, state, Snapshot({}, version=6))
    assert exported(other.simulator, again) == state
    assert (again.version, again.steps) == (7, state["version"])


def test_every_kind_of_record_comes_back_as_it_was(world: World) -> None:
    before = snapshot(lived_in(world))
    after = imported(World().simulator, exported(world.simulator, before), Snapshot({}))
    assert after.changed() == before.changed()
    assert {(one.slice, one.table) for one in after.changed()} == {
        ("banno", "users"),
        ("banno", "reset_tickets"),
        ("cast", "personas"),
        ("clock", "settings"),
        ("outbox", "messages"),
    }


def test_the_order_of_messages_is_carried_too(world: World) -> None:
    reset_asked(world, 8)
    before = world.control("GET", "/outbox")
    world.control("PUT", "/sandboxes/default/state", world.control("GET", "/sandboxes/default/state"))
    assert world.control("GET", "/outbox") == before


def test_an_import_takes_the_ids_up_where_the_export_left_them(world: World) -> None:
    reset_asked(world, 2)
    other = World()
    other.control("PUT", "/sandboxes/default/state", world.control("GET", "/sandboxes/default/state"))
    for each in (world, other):
        reset_asked(each, 1)
    assert other.control("GET", "/outbox/latest") == world.control("GET", "/outbox/latest")


def test_another_population_is_refused_with_both_names(world: World) -> None:
    state = {**exported(world.simulator, snapshot(world)), "population": "0123456789abcdef"}
    ours = digest(world.simulator.beginning.population)
    with pytest.raises(Foreign, match=f"made on population 0123456789abcdef, this simulator has {ours}"):
        imported(world.simulator, state, Snapshot({}))


def test_the_digest_stands_for_every_record_and_for_no_order() -> None:
    one = {"shop": {"doors": Rows({"a": 1, "b": 2})}}
    assert digest(one) == digest({"shop": {"doors": Rows({"b": 2, "a": 1})}})
    others = [
        {"shop": {"doors": Rows({"a": 1, "b": 3})}},
        {"shop": {"doors": Rows({"a": 1})}},
        {"shop": {"gates": Rows({"a": 1, "b": 2})}},
        {"mall": {"doors": Rows({"a": 1, "b": 2})}},
    ]
    assert len({digest(other) for other in (one, *others)}) == 5


def entry(**more: Any) -> dict[str, Any]:
    return {"slice": "banno", "table": "users", "key": KATHY, "record": None, **more}


WRONG: list[tuple[dict[str, Any], str]] = [
    (entry(slice="bano"), "changes/0: no table bano/users; known: banno/institutions"),
    (entry(table="accounts"), "changes/0: no table banno/accounts"),
    (entry(record={}), "changes/0/record: Object missing required field"),
    (entry(record={"userId": 7}), "changes/0/record: "),
    (entry(record="x"), "changes/0/record: Expected `object`, got `str`"),
    (entry(slice="clock", table="settings", key="clock", record={"offsetSeconds": 1e18}), "changes/0/record: "),
    (
        entry(slice="clock", table="settings", key="clock", record={"frozenAt": "2026-01-01T00:00:00"}),
        "changes/0/record: ",
    ),
]


@pytest.mark.parametrize(("wrong", "said"), WRONG)
def test_a_record_that_does_not_fit_is_refused_and_named(world: World, wrong: dict[str, Any], said: str) -> None:
    state = {**exported(world.simulator, snapshot(world)), "changes": [wrong]}
    with pytest.raises(ValueError, match=r".") as caught:
        imported(world.simulator, state, Snapshot({}))
    assert str(caught.value).startswith(said)


def test_a_record_under_a_key_that_is_not_its_own_is_refused(world: World) -> None:
    stored = world.control("GET", f"/users/banno/{KATHY}")
    record = {name: value for name, value in stored.items() if name != "memoMode"}
    state = {**exported(world.simulator, snapshot(world)), "changes": [entry(key="other", record=record)]}
    with pytest.raises(ValueError, match="changes/0/key: expected the record's own user_id, got 'other'"):
        imported(world.simulator, state, Snapshot({}))


def test_a_deleted_record_stays_deleted(world: World) -> None:
    state = {**exported(world.simulator, snapshot(world)), "changes": [entry()]}
    assert imported(world.simulator, state, Snapshot({})).table("banno", "users").get(KATHY) is None


def test_changes_are_shown_by_slice_and_table_and_within_one_by_age(world: World) -> None:
    first, second = "b", "a"
    after = snapshot(world)
    for key in (first, second, first):
        after = after.after([Change("outbox", "messages", key, None), Change("banno", "users", key, None)])
    assert [(one["slice"], one["key"]) for one in changes_of(after)] == [
        ("banno", first),
        ("banno", second),
        ("outbox", first),
        ("outbox", second),
    ]


def test_the_clock_of_an_export_is_the_sandboxs_own(world: World) -> None:
    world.control("PUT", "/clock", {"freeze": "2030-01-01T00:00:00Z"})
    state = exported(world.simulator, snapshot(world))
    assert state["clock"] == "2030-01-01T00:00:00.000Z"
    assert clock.now(imported(world.simulator, state, Snapshot({}))).year == 2030
