"""The journal as it happens: every exchange once and in order, resumed where a reader left, honest about gaps."""

import asyncio
import json
from typing import Any

import pytest

from simulator.cli.following import Event, events
from simulator.control import stream
from simulator.journal import Journal
from tests.control.reader import Reader
from tests.world import CONTROL, KATHY, World, _scope

STATUS = f"/a/consumer-status/api/v0/users/{KATHY}/status"
STREAM = f"{CONTROL}/journal/stream"


async def call(world: World, target: str = STATUS, sandbox: str = "default") -> None:
    async def receive() -> Any:
        return {"type": "http.disconnect"}

    async def send(_: Any) -> None:
        return None

    await world.front(_scope("GET", f"/s/{sandbox}{target}", [(b"host", b"localhost")]), receive, send)


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LOOK_SECONDS", 0.01)


def test_what_comes_in_is_told_as_the_journal_shows_it() -> None:
    world = World()
    heard: list[Any] = []

    async def story() -> None:
        await call(world)
        reader = Reader(world)
        await reader.until(lambda one: len(one.heard) > 1)
        await call(world)
        await reader.until(lambda one: bool(one.ids()))
        await reader.leave()
        assert reader.heard[0]["status"] == 200
        assert (b"content-type", b"text/event-stream; charset=utf-8") in reader.heard[0]["headers"]
        (told,) = reader.events()
        assert (told.kind, told.id) == ("exchange", "default-2")
        assert not reader.heard[-1].get("more_body")
        heard.append(json.loads(told.text))

    asyncio.run(story())
    assert heard == [world.control("GET", "/journal/default-2")]
    assert heard[0]["verdict"] == "refused"


@pytest.mark.parametrize("header", [True, False])
def test_who_comes_back_goes_on_behind_the_last_one_seen(header: bool) -> None:
    world = World()

    async def story() -> None:
        for _ in range(5):
            await call(world)
        asked = (STREAM, (b"last-event-id", b"default-2")) if header else (f"{STREAM}?after=default-2",)
        reader = Reader(world, *asked)
        await reader.until(lambda one: len(one.ids()) == 3)
        await reader.leave()
        assert reader.ids() == ["default-3", "default-4", "default-5"]

    asyncio.run(story())


def test_what_made_room_meanwhile_is_counted() -> None:
    world = World(journal=Journal(3))

    async def story() -> None:
        for _ in range(10):
            await call(world)
        reader = Reader(world, f"{STREAM}?after=default-2")
        await reader.until(lambda one: len(one.ids()) == 3)
        await reader.leave()
        assert next((one.kind, one.text) for one in reader.events()) == ("dropped", '{"dropped":5}')
        assert reader.ids() == ["default-8", "default-9", "default-10"]

    asyncio.run(story())


def test_a_reader_who_takes_nothing_costs_nothing_and_is_told_what_is_missing() -> None:
    world = World(journal=Journal(4))
    watch = world.simulator.journal.watched("default")

    async def story() -> None:
        for _ in range(20):
            await call(world)

    asyncio.run(story())
    lost, kept = watch.news()
    assert (lost, [one.id for one in kept]) == (16, [f"default-{number}" for number in range(17, 21)])
    assert watch.news() == (0, [])


def test_a_cleared_journal_is_no_loss_and_a_reset_begins_again() -> None:
    world = World()
    journal = world.simulator.journal
    asyncio.run(call(world))
    watch = journal.watched("default")
    asyncio.run(call(world))
    journal.clear("default")
    asyncio.run(call(world))
    assert [one.id for one in watch.news()[1]] == ["default-3"]
    world.control("POST", "/sandboxes/default/reset")
    assert watch.news() == (0, [])
    asyncio.run(call(world))
    assert [one.id for one in watch.news()[1]] == ["default-1"]


@pytest.mark.parametrize("after", ["nothing", "default-99", "other-1", "default-x", "default-"])
def test_an_id_that_nobody_gave_starts_with_all_that_is_kept(after: str) -> None:
    world = World()
    asyncio.run(call(world))
    lost, kept = world.simulator.journal.watched("default", after).news()
    assert (lost, [one.id for one in kept]) == (0, ["default-1"])


def test_an_id_that_nobody_gave_shows_nothing_of_before_a_reset() -> None:
    world = World()
    for _ in range(3):
        asyncio.run(call(world))
    world.control("POST", "/sandboxes/default/reset")
    asyncio.run(call(world))
    lost, kept = world.simulator.journal.watched("default", "default-99").news()
    assert (lost, [one.id for one in kept]) == (0, ["default-1"])


def test_only_what_was_wished_for_is_told() -> None:
    world = World()

    async def story() -> None:
        readers = [Reader(world, f"{STREAM}?{wish}") for wish in ("verdict=valid", f"about={KATHY}", "operation=x")]
        await asyncio.sleep(0.05)
        await call(world)
        await call(world, "/nowhere")
        await readers[1].until(lambda one: bool(one.ids()))
        await asyncio.sleep(0.05)
        for reader in readers:
            await reader.leave()
        assert [reader.ids() for reader in readers] == [[], ["default-1"], []]

    asyncio.run(story())


def test_no_other_sandbox_is_heard() -> None:
    world = World()
    world.control("POST", "/sandboxes", {"id": "mine"})

    async def story() -> None:
        reader = Reader(world, f"/s/mine{STREAM}")
        await asyncio.sleep(0.03)
        await call(world)
        await call(world, sandbox="mine")
        await reader.until(lambda one: bool(one.ids()))
        await reader.leave()
        assert reader.ids() == ["mine-1"]

    asyncio.run(story())


def test_it_ends_with_its_sandbox_and_with_the_server() -> None:
    world = World()
    world.control("POST", "/sandboxes", {"id": "mine"})

    async def story() -> None:
        one, other = Reader(world, f"/s/mine{STREAM}"), Reader(world)
        await asyncio.sleep(0.03)
        await world.simulator.end("mine")
        await asyncio.wait_for(one.task, 5)
        assert not other.task.done()
        world.simulator.journal.close()
        await asyncio.wait_for(other.task, 5)
        assert other.heard[-1] == {"type": "http.response.body", "body": b""}

    asyncio.run(story())


def test_there_is_a_sign_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "BEAT_SECONDS", 0.02)
    world = World()

    async def story() -> None:
        reader = Reader(world)
        await reader.until(lambda one: any(message.get("body") == stream.BEAT for message in one.heard))
        await reader.leave()
        assert reader.events() == []

    asyncio.run(story())


def test_a_reader_who_takes_nothing_for_too_long_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "STALL_SECONDS", 0.05)
    world = World()

    async def story() -> None:
        scope = _scope("GET", STREAM, [(b"host", b"localhost")])
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(asyncio.shield(waiting := asyncio.ensure_future(_stuck(BODY))), 0.01)
        waiting.cancel()
        await asyncio.wait_for(world.front(scope, _silent, _stuck), 5)

    asyncio.run(story())


BODY = {"type": "http.response.body"}


async def _silent() -> Any:
    await asyncio.sleep(60)


async def _stuck(message: Any) -> None:
    if message["type"] == "http.response.body":
        await asyncio.sleep(60)


def test_head_answers_and_ends() -> None:
    answer = World().send("HEAD", STREAM)
    assert (answer.status, answer.body) == (200, b"")


def test_an_unknown_sandbox_and_an_odd_wish_are_problems() -> None:
    assert World().send("GET", f"/s/nowhere{STREAM}").status == 404
    assert World().send("GET", f"{STREAM}?verdict=odd").json["status"] == 400


def test_events_are_read_as_they_are_written() -> None:
    text = (
        stream.event("exchange", "one\ntwo", "x-1") + ": alive\n\n" + stream.event("dropped", "3") + "data: unfinished"
    )
    assert list(events(text.split("\n"))) == [Event("exchange", "x-1", "one\ntwo"), Event("dropped", "", "3")]
