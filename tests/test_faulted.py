"""What a faulted call leaves behind: in the journal, in the headers, on the clock."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.world import KATHY, World

STATUS = f"/a/consumer-status/api/v0/users/{KATHY}/status"


def add(world: World, **wish: Any) -> None:
    """A fault, a 503 unless it says otherwise."""
    world.control("POST", "/faults", {"kind": "status", **wish})


def got(world: World, target: str = STATUS) -> list[int]:
    """The status of a call."""
    return [world.send("GET", target, headers=[world.bearer()]).status]


def test_a_faulted_exchange_says_so_in_the_journal() -> None:
    world = World()
    add(world, kind="stale-read", count=1)
    add(world, kind="lost-response", operation="unlockUser", count=1)
    add(world, kind="reset", operation="getUserDetails")
    got(world)
    with pytest.raises(ConnectionAbortedError):
        world.send("PUT", f"{STATUS}/locked", {"state": False}, headers=[world.bearer()])
    with pytest.raises(ConnectionResetError):
        got(world, f"/a/mobile/api/v0/institutions/{KATHY}/users/{KATHY}/details")
    got(world)
    told = [
        (one["verdict"], one["fault"], one["response"]["status"]) for one in world.control("GET", "/journal")["items"]
    ]
    assert told == [
        ("valid", None, 200),
        ("faulted", {"id": "fault-3", "kind": "reset"}, 0),
        ("faulted", {"id": "fault-2", "kind": "lost-response"}, 204),
        ("faulted", {"id": "fault-1", "kind": "stale-read"}, 200),
    ]


def test_the_clock_stands_still_while_an_answer_is_late_and_the_journal_knows_how_long_it_took() -> None:
    world = World()
    add(world, kind="latency", seconds=0.05)
    before = world.control("GET", "/clock")
    assert got(world) == [200]
    assert world.control("GET", "/clock") == before
    assert world.control("GET", "/journal")["items"][0]["durationUs"] >= 50_000


def test_a_call_that_waits_for_its_answer_is_in_the_journal_already() -> None:
    """In the order of their numbers, and nothing was dropped."""
    world = World()
    add(world, kind="latency", seconds=0.5, count=1)
    headers = [world.bearer()]
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(world.send, "GET", STATUS, headers=headers)
        while not world.control("GET", "/journal")["items"]:
            time.sleep(0.01)
        world.send("GET", STATUS, headers=headers)
        assert (waiting.running(), listed(world)) == (True, (["default-2", "default-1"], 0))
    assert listed(world) == (["default-2", "default-1"], 0)


def listed(world: World) -> tuple[list[str], int]:
    """The ids of the journal, and how many it dropped."""
    told = world.control("GET", "/journal")
    return [one["id"] for one in told["items"]], told["dropped"]


def test_an_undocumented_status_is_no_broken_promise_where_it_was_planned() -> None:
    world = World()
    add(world, status=429, retryAfter=5, operation="getUserStatus")
    answer = world.send("GET", STATUS, headers=[world.bearer()])
    assert (answer.status, answer.body, answer["Retry-After"]) == (429, b"", "5")
    assert answer.hint == "planned fault fault-1: status"


def test_a_bare_answer_does_not_tell_of_the_fault() -> None:
    world = World(bare=True)
    add(world)
    assert not any(name.startswith(b"x-") for name, _ in world.send("GET", STATUS, headers=[world.bearer()]).headers)


def test_two_calls_at_once_do_not_draw_the_same_count() -> None:
    world = World()
    add(world, kind="latency", seconds=0.05, count=1)
    bearer = world.bearer()

    async def both() -> list[Any]:
        return await asyncio.gather(*(asyncio.to_thread(world.send, "GET", STATUS, headers=[bearer]) for _ in "ab"))

    answers = asyncio.run(both())
    assert sorted("latency" in answer.hint for answer in answers) == [False, True]
