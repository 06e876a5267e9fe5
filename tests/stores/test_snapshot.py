"""A snapshot is one moment of a sandbox; the next moment is another value."""

from typing import Any

from simulator.domain.call import Change
from simulator.domain.table import Table
from simulator.stores.snapshot import Snapshot
from tests.stores.shop import POPULATION, beginning, closed, doors, painted


def test_the_next_moment_counts_one_version_and_one_step() -> None:
    after = Snapshot(POPULATION, version=7, steps=3).after((painted("front", "red"), closed("back")))
    assert (after.version, after.steps) == (8, 4)


def test_neither_moment_sees_the_other() -> None:
    before = beginning()
    one, other = before.after((painted("front", "red"),)), before.after((painted("front", "blue"),))
    assert (doors(before), doors(one), doors(other)) == (["oak", "pine"], ["pine", "red"], ["blue", "pine"])


def test_forks_share_the_population() -> None:
    after = beginning().after((painted("front", "red"),))
    assert after.population is POPULATION
    assert after.table("shop", "doors").rows is POPULATION["shop"]["doors"]


def test_the_last_change_of_one_record_in_one_step_counts() -> None:
    assert doors(beginning().after((painted("front", "red"), painted("front", "blue")))) == ["blue", "pine"]


def test_a_slice_has_all_its_tables_and_no_others() -> None:
    assert {name: list(table) for name, table in beginning().tables("shop").items()} == {
        "doors": ["oak", "pine"],
        "keys": [],
    }


def test_a_view_is_made_once_for_one_moment() -> None:
    made = []

    def view(tables: dict[str, Table[Any]]) -> list[str]:
        made.append(tables)
        return sorted(tables["doors"])

    before = beginning()
    assert before.view("shop", view) is before.view("shop", view)
    after = before.after((closed("back"),))
    assert (after.view("shop", view), before.view("shop", view)) == (["oak"], ["oak", "pine"])
    assert len(made) == 2


def test_a_view_of_what_did_not_change_is_carried_over() -> None:
    before = Snapshot({**POPULATION, "mall": POPULATION["shop"]})
    views = {name: before.view(name, dict) for name in ("shop", "mall")}
    after = before.after((painted("front", "red"),))
    assert after.view("mall", dict) is views["mall"]
    assert after.view("shop", dict) is not views["shop"]
    assert sorted(after.view("shop", dict)["doors"]) == ["pine", "red"]


def test_a_sandbox_is_born_with_all_that_its_parent_was() -> None:
    parent = beginning().after((painted("front", "red"),))
    child = parent.born(3)
    assert (child.birth, child.version, child.steps) == (3, parent.version, parent.steps)
    assert (child.changes is parent.changes, child.after(()).birth) == (True, 3)


def test_what_was_changed_names_every_record_once_in_the_order_of_first_change() -> None:
    after = beginning().after((painted("side", "new"), closed("front"))).after((painted("front", "red"),))
    assert after.changed() == [Change("shop", "doors", "side", "new"), Change("shop", "doors", "front", "red")]


def test_a_record_that_was_deleted_is_among_the_changes() -> None:
    assert beginning().after((closed("back"),)).changed() == [Change("shop", "doors", "back", None)]


def test_the_beginning_has_changed_nothing() -> None:
    assert beginning().changed() == []
    assert (beginning().version, beginning().steps) == (0, 0)
