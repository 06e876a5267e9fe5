"""The lives of sandboxes: they begin, fork, are reset, and end."""

import asyncio
from collections.abc import Awaitable
from typing import Any

import pytest

from simulator.domain.call import Change
from simulator.simulator import Simulator, Taken
from simulator.stores.store import UnknownSandbox
from tests.world import KATHY, World

GONE = Change("banno", "users", KATHY, None)


@pytest.fixture
def simulator() -> Simulator:
    return World().simulator


def run(what: Awaitable[Any]) -> Any:
    async def story() -> Any:
        return await what

    return asyncio.run(story())


def users(simulator: Simulator, sandbox: str) -> int:
    return len(run(simulator.store.read(sandbox)).table("banno", "users"))


def test_there_is_a_default_sandbox_from_the_beginning(simulator: Simulator) -> None:
    assert run(simulator.sandboxes()) == ["default"]


def test_sandboxes_without_a_name_are_numbered(simulator: Simulator) -> None:
    names = [
        run(simulator.create()),
        run(simulator.create()),
        run(simulator.fork("default")),
        run(simulator.fork("sandbox-1")),
    ]
    assert names == ["sandbox-1", "sandbox-2", "default-1", "sandbox-1-1"]


def test_a_number_that_was_given_is_not_given_again(simulator: Simulator) -> None:
    first = run(simulator.fork("default"))
    run(simulator.end(first))
    run(simulator.create("default-2"))
    assert run(simulator.fork("default")) == "default-3"


def test_a_name_made_out_of_a_long_one_still_fits(simulator: Simulator) -> None:
    parent = run(simulator.create("x" * 63))
    assert run(simulator.fork(parent)) == "x" * 50 + "-1"
    assert run(simulator.fork("x" * 50 + "-1")) == "x" * 50 + "-2"


@pytest.mark.parametrize("name", ["A", "-a", "a_b", "x" * 64, "é", "a/b"])
def test_a_sandbox_cannot_be_called_just_anything(simulator: Simulator, name: str) -> None:
    with pytest.raises(ValueError, match="is no sandbox name"):
        run(simulator.create(name))
    with pytest.raises(ValueError, match="is no sandbox name"):
        run(simulator.fork("default", name))
    assert run(simulator.sandboxes()) == ["default"]


def test_a_name_that_is_taken_is_refused_and_the_sandbox_stays(simulator: Simulator) -> None:
    run(simulator.create("mine"))
    run(simulator.change("mine", lambda _: [GONE]))
    before = users(simulator, "mine")
    with pytest.raises(Taken, match="'mine' exists already"):
        run(simulator.create("mine"))
    with pytest.raises(Taken):
        run(simulator.fork("default", "mine"))
    assert users(simulator, "mine") == before


def test_a_fork_goes_on_from_its_parent_and_neither_sees_the_other_change(simulator: Simulator) -> None:
    whole = users(simulator, "default")
    run(simulator.change("default", lambda _: [GONE]))
    run(simulator.fork("default", "child"))
    run(
        simulator.change(
            "child",
            lambda snapshot: [Change("banno", "users", next(iter(snapshot.table("banno", "users"))).user_id, None)],
        )
    )
    run(simulator.create("fresh"))
    assert [users(simulator, name) for name in ("default", "child", "fresh")] == [whole - 1, whole - 2, whole]


def test_a_fork_copies_nothing(simulator: Simulator) -> None:
    run(simulator.change("default", lambda _: [GONE]))
    run(simulator.fork("default", "child"))
    parent, child = run(simulator.store.read("default")), run(simulator.store.read("child"))
    assert child.population is parent.population
    assert child.changes is parent.changes


def test_a_reset_sandbox_is_as_it_began_and_derives_the_same_ids_again(simulator: Simulator) -> None:
    run(simulator.change("default", lambda _: [GONE]))
    before = run(simulator.store.read("default"))
    run(simulator.reset("default"))
    after = run(simulator.store.read("default"))
    assert (after.changed(), after.steps) == ([], 0)
    assert after.version > before.version
    assert after.population is simulator.beginning.population


def test_a_reset_child_is_as_sandboxes_begin_and_not_as_its_parent_was(simulator: Simulator) -> None:
    whole = users(simulator, "default")
    run(simulator.change("default", lambda _: [GONE]))
    run(simulator.fork("default", "child"))
    run(simulator.reset("child"))
    assert (users(simulator, "default"), users(simulator, "child")) == (whole - 1, whole)


def test_the_journal_of_a_sandbox_ends_with_it(simulator: Simulator) -> None:
    run(simulator.create("mine"))
    for end in (simulator.reset, simulator.end):
        simulator.journal.ring("mine").next_number()
        run(end("mine"))
        assert simulator.journal.ring("mine").dropped == 0


def test_the_default_can_be_reset_and_never_ended(simulator: Simulator) -> None:
    with pytest.raises(ValueError, match="default cannot be deleted"):
        run(simulator.end("default"))
    assert run(simulator.sandboxes()) == ["default"]


@pytest.mark.parametrize("verb", ["fork", "reset", "end"])
def test_nothing_can_be_done_to_a_sandbox_that_is_not_there(simulator: Simulator, verb: str) -> None:
    with pytest.raises(UnknownSandbox):
        run(getattr(simulator, verb)("nowhere"))
    assert run(simulator.sandboxes()) == ["default"]


def test_each_sandbox_of_a_name_is_another_birth_and_stays_it(simulator: Simulator) -> None:
    births = []
    for _ in range(3):
        run(simulator.create("mine"))
        run(simulator.reset("mine"))
        births.append(run(simulator.store.read("mine")).birth)
        run(simulator.end("mine"))
    assert births == [1, 2, 3]
    assert run(simulator.store.read("default")).birth == 1


def test_a_change_that_raises_changes_nothing(simulator: Simulator) -> None:
    def decide(_: object) -> list[Change]:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        run(simulator.change("default", decide))
    assert run(simulator.store.read("default")).version == 0
