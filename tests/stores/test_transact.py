"""A step that loses a race is decided again on what is there now, and nothing is ever half done."""

import asyncio
from collections.abc import Callable

import pytest

from simulator.domain.call import Outcome, Reply
from simulator.stores.snapshot import Snapshot
from simulator.stores.store import UnknownSandbox
from simulator.stores.transact import ATTEMPTS_MAX, Busy, transact
from tests.stores.shop import Losing, beginning, doors, painted

Step = Callable[[Snapshot], Outcome]


def repainted(seen: list[list[str]]) -> Step:
    """Paints both doors, and answers how many doors there were."""

    def step(snapshot: Snapshot) -> Outcome:
        seen.append(doors(snapshot))
        changes = (painted("front", "red"), painted("back", "blue"))
        return Outcome(Reply(200, len(seen[-1])), changes)

    return step


def run(store: Losing, step: Step, snapshot: Snapshot | None = None) -> Reply:
    return asyncio.run(transact(store, "a", step, snapshot))


@pytest.mark.parametrize("times", [0, 1, 5, ATTEMPTS_MAX - 1])
def test_a_step_is_decided_again_as_often_as_it_is_beaten(times: int) -> None:
    seen: list[list[str]] = []
    store = Losing({"a": beginning()}, times, (painted("side", "new"),))
    reply = run(store, repainted(seen))
    assert len(seen) == store.asked == times + 1
    assert reply.body == (3 if times else 2)
    assert doors(asyncio.run(store.read("a"))) == sorted(["red", "blue"] + ["new"] * bool(times))


def test_every_decision_but_the_first_sees_what_the_rival_did() -> None:
    seen: list[list[str]] = []
    run(Losing({"a": beginning()}, 2, (painted("front", "rival"),)), repainted(seen))
    assert seen == [["oak", "pine"], ["pine", "rival"], ["pine", "rival"]]


def test_a_step_that_is_always_beaten_gives_up_and_leaves_only_the_rival() -> None:
    seen: list[list[str]] = []
    store = Losing({"a": beginning()}, ATTEMPTS_MAX, (painted("side", "new"),))
    with pytest.raises(Busy, match=f"sandbox 'a' was written {ATTEMPTS_MAX} times"):
        run(store, repainted(seen))
    assert len(seen) == ATTEMPTS_MAX
    assert doors(asyncio.run(store.read("a"))) == ["new", "oak", "pine"]


def test_a_step_without_changes_appends_nothing() -> None:
    store = Losing({"a": beginning()}, 1, (painted("side", "new"),))
    assert run(store, lambda _: Outcome(Reply(204))).status == 204
    assert store.asked == 0
    assert asyncio.run(store.read("a")).version == 0


def test_a_snapshot_that_was_just_read_is_decided_on_first() -> None:
    seen: list[list[str]] = []
    store = Losing({"a": beginning()}, 0, ())
    run(store, repainted(seen), beginning().after((painted("front", "stale"),)))
    assert seen == [["pine", "stale"], ["oak", "pine"]]
    assert doors(asyncio.run(store.read("a"))) == ["blue", "red"]


def test_a_sandbox_that_does_not_exist_is_nobodys() -> None:
    with pytest.raises(UnknownSandbox):
        asyncio.run(transact(Losing({}, 0, ()), "a", repainted([])))


def test_a_step_that_refuses_by_raising_appends_nothing() -> None:
    def step(_: Snapshot) -> Outcome:
        raise ValueError("no")

    store = Losing({"a": beginning()}, 0, ())
    with pytest.raises(ValueError, match="no"):
        run(store, step)
    assert store.asked == 0
