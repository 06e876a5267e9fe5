"""Everything on one port: the address is read, then our own pages or the simulated APIs answer."""

import asyncio
from typing import Any

import pytest

from tests.world import CONTROL, KATHY, Answer, World

STATUS = f"/a/consumer-status/api/v0/users/{KATHY}/status"
WORLD = World()


def health(path: str = f"{CONTROL}/health", *headers: tuple[str, str]) -> Answer:
    return WORLD.handed("GET", path, headers or [("Host", "localhost")], [])


def test_our_own_pages_lie_below_one_path_and_everything_else_is_a_vendors() -> None:
    assert health().json["status"] == "ok"
    assert WORLD.send("GET", STATUS, headers=[WORLD.bearer()]).json == {"status": "Locked"}
    assert health("/_Simulator/v1/health").json["detail"].startswith("no operation at GET /_Simulator")


def test_a_sandbox_may_be_named_before_either() -> None:
    assert health("/s/default/_simulator/v1/health").status == 200
    assert WORLD.send("GET", f"/s/default{STATUS}", headers=[WORLD.bearer()]).status == 200


def test_paths_of_our_own_may_come_percent_encoded() -> None:
    assert health("/_simulator/v1/s%61ndboxes/def%61ult").json["id"] == "default"


@pytest.mark.parametrize("path", [f"{CONTROL}/health", STATUS, "/", "/nowhere"])
@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ([], "send one Host header"),
        ([("Host", "a"), ("Host", "a")], "send one Host header"),
        ([("Host", "mine.localhost"), ("X-Simulator-Sandbox", "yours")], "names two sandboxes"),
        ([("Host", "x"), ("X-Simulator-Sandbox", "No!")], "header names sandbox 'No!'"),
    ],
)
def test_an_address_that_is_none_is_refused_everywhere_alike(path: str, headers: list[Any], said: str) -> None:
    answer = WORLD.handed("GET", path, headers, [])
    assert (answer.status, answer["Content-Type"]) == (400, "application/problem+json")
    assert said in answer.json["detail"]
    assert said in answer.hint


def test_a_refused_address_is_in_nobodys_journal() -> None:
    world = World()
    world.handed("GET", STATUS, [("Host", "x"), ("X-Simulator-Sandbox", "No!")], [])
    assert world.control("GET", "/journal")["total"] == 0


def spoken(*incoming: str, kind: str = "lifespan") -> list[str]:
    """What the application says to these messages of a lifespan."""
    left, said = [{"type": each} for each in incoming], []

    async def receive() -> Any:
        return left.pop(0)

    async def send(message: Any) -> None:
        said.append(message["type"])

    asyncio.run(WORLD.front({"type": kind}, receive, send))
    return said


def test_it_takes_part_in_a_lifespan() -> None:
    both = spoken("lifespan.startup", "lifespan.shutdown")
    assert both == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_it_lets_anything_but_http_go() -> None:
    assert spoken(kind="websocket") == []
