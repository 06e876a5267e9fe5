"""What every store promises, whatever it keeps its sandboxes in."""

import asyncio
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as some

from simulator.domain.call import Change
from simulator.stores.snapshot import Snapshot
from simulator.stores.store import Store, UnknownSandbox
from tests.laws import LAW
from tests.stores.shop import beginning, closed, doors, painted

Begun = Callable[[dict[str, Snapshot]], Store]
NAMES = some.sampled_from("abc")
CHANGES = some.dictionaries(some.sampled_from(["front", "back", "side"]), some.none() | some.sampled_from("xyz"))
STEPS = some.lists(some.tuples(NAMES, some.none() | NAMES, CHANGES), max_size=20)


def test_what_is_appended_is_read_and_the_version_moves_on(begun: Begun) -> None:
    async def story() -> None:
        store = begun({"a": beginning()})
        before = await store.read("a")
        assert await store.append("a", before.version, (painted("front", "red"), closed("back")))
        after = await store.read("a")
        assert doors(after) == ["red"]
        assert after.version > before.version

    asyncio.run(story())


def test_who_decided_on_an_older_version_is_refused_and_leaves_nothing_behind(begun: Begun) -> None:
    async def story() -> None:
        store = begun({"a": beginning()})
        old = await store.read("a")
        assert await store.append("a", old.version, (painted("front", "red"),))
        now = await store.read("a")
        assert not await store.append("a", old.version, (painted("back", "blue"), painted("side", "new")))
        after = await store.read("a")
        assert (doors(after), after.version) == (doors(now), now.version)

    asyncio.run(story())


def test_of_many_who_decided_on_the_same_version_exactly_one_wins(begun: Begun) -> None:
    async def story() -> None:
        store = begun({"a": beginning()})
        version = (await store.read("a")).version
        won = await asyncio.gather(*(store.append("a", version, (painted("side", str(n)),)) for n in range(20)))
        assert sum(won) == 1
        assert doors(await store.read("a")) == sorted(["oak", "pine", str(won.index(True))])

    asyncio.run(story())


def test_a_snapshot_that_was_read_stays_as_it_was(begun: Begun) -> None:
    async def story() -> None:
        store = begun({"a": beginning()})
        before = await store.read("a")
        await store.append("a", before.version, (closed("front"), closed("back")))
        await store.keep("a", None)
        assert doors(before) == ["oak", "pine"]

    asyncio.run(story())


def test_a_sandbox_nobody_keeps_is_unknown_by_its_name(begun: Begun) -> None:
    async def story() -> None:
        store = begun({"a": beginning()})
        with pytest.raises(UnknownSandbox) as reading:
            await store.read("b")
        with pytest.raises(UnknownSandbox) as appending:
            await store.append("b", 0, (painted("front", "red"),))
        assert (reading.value.sandbox, appending.value.sandbox) == ("b", "b")
        assert await store.names() == ["a"]

    asyncio.run(story())


def test_sandboxes_are_listed_oldest_first_and_a_replaced_one_keeps_its_place(begun: Begun) -> None:
    async def story() -> None:
        store = begun({"default": beginning()})
        for name in ("zeta", "alpha", "mid"):
            await store.keep(name, beginning())
        await store.keep("zeta", beginning().after((painted("front", "red"),)))
        assert await store.names() == ["default", "zeta", "alpha", "mid"]
        assert doors(await store.read("zeta")) == ["pine", "red"]

    asyncio.run(story())


def test_a_sandbox_that_ended_is_gone_and_may_end_again(begun: Begun) -> None:
    async def story() -> None:
        store = begun({"a": beginning(), "b": beginning()})
        await store.keep("a", None)
        await store.keep("a", None)
        assert await store.names() == ["b"]
        with pytest.raises(UnknownSandbox):
            await store.read("a")

    asyncio.run(story())


@LAW
@given(STEPS)
def test_sandboxes_that_fork_and_change_are_like_dictionaries_that_are_copied(
    begun: Begun, steps: list[tuple[str, str | None, dict[str, str | None]]]
) -> None:
    plain = {"a": {"front": "oak", "back": "pine"}}

    async def story() -> None:
        store = begun({"a": beginning()})
        for name, child, changes in steps:
            if name not in plain:
                continue
            current = await store.read(name)
            if child:
                await store.keep(child, current)
                plain[child] = dict(plain[name])
            await store.append(name, current.version, [Change("shop", "doors", *each) for each in changes.items()])
            merged = {**plain[name], **changes}
            plain[name] = {key: value for key, value in merged.items() if value is not None}
        assert {name: doors(await store.read(name)) for name in await store.names()} == {
            name: sorted(held.values()) for name, held in plain.items()
        }

    asyncio.run(story())
