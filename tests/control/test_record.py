"""Journal, outbox and clock as the control API shows them, each sandbox its own, and no secret in any answer."""

from typing import Any

import pytest

from simulator.journal import Journal
from tests.world import CONTROL, KATHY, World

STATUS = f"/a/consumer-status/api/v0/users/{KATHY}/status"
RESET = f"/a/password-reset/api/v0/institutions/{KATHY}/users/{KATHY}/password/reset"
PLANTED = "hunter2-planted-secret"
READ = ["/health", "/personas", "/users?provider=banno&limit=1000", "/sandboxes", "/sandboxes/default/state"]
READ += [
    "/sandboxes/default/changes",
    "/journal",
    "/journal/default-1",
    "/journal/alike",
    "/outbox",
    "/clock",
    "/specs",
    "/claims",
]


@pytest.fixture
def world() -> World:
    return World()


def journal(world: World, query: str = "", sandbox: str = "default") -> dict[str, Any]:
    found: dict[str, Any] = world.control("GET", f"/journal{query}", sandbox=sandbox)
    return found


def test_a_planted_secret_is_in_no_answer_of_the_control_api(world: World) -> None:
    token = world.bearer()[1].removeprefix("Bearer ")
    for header in (
        ("Authorization", f"Bearer {PLANTED}"),
        ("Authorization", f"{PLANTED} x"),
        ("Authorization", f"Bearer {token}"),
        ("Authorization", f"bearer {token}"),
        ("Cookie", f"session={PLANTED}; a=b"),
        ("Cookie", f"a=b; session={PLANTED}"),
        ("Proxy-Authorization", f"Basic {PLANTED}"),
    ):
        assert world.send("GET", STATUS, headers=[header]).status in (200, 401)
    assert journal(world)["total"] == 7
    for path in READ:
        answer = world.send("GET", CONTROL + path)
        assert answer.status == 200, path
        assert PLANTED.encode() not in answer.body
        assert token.encode() not in answer.body
        assert token.rpartition(".")[2].encode() not in answer.body


def test_the_newest_exchange_comes_first_and_all_are_counted(world: World) -> None:
    for path in ("/one", "/two", "/three"):
        world.send("GET", path)
    found = journal(world, "?limit=2")
    assert [one["request"]["target"] for one in found["items"]] == ["/three", "/two"]
    assert (found["total"], found["dropped"]) == (3, 0)


def test_the_journal_is_read_in_pages_and_counted_as_a_whole(world: World) -> None:
    for path in ("/one", STATUS, "/two", "/three"):
        world.send("GET", path)

    def targets(query: str) -> list[str]:
        found = journal(world, query)
        assert found["total"] == (3 if "verdict" in query else 4)
        return [one["request"]["target"] for one in found["items"]]

    assert targets("?offset=1&limit=2") == ["/two", STATUS]
    assert targets("?offset=1&verdict=unknown-operation") == ["/two", "/one"]
    assert targets("?offset=9") == []


def test_what_the_journal_dropped_is_counted() -> None:
    world = World(journal=Journal(2))
    for _ in range(5):
        world.send("GET", "/nowhere")
    assert (journal(world)["total"], journal(world)["dropped"]) == (2, 3)
    answer = world.send("GET", f"{CONTROL}/journal/default-1")
    assert (answer.status, "it may have been dropped" in answer.json["detail"]) == (404, True)


def test_exchanges_that_are_alike_are_told_once_oldest_first(world: World) -> None:
    for path in (STATUS, STATUS, "/one", STATUS, "/one"):
        world.send("GET", path)
    found = journal(world, "/alike")
    assert [(one["times"], one["first"]["id"]) for one in found["items"]] == [(3, "default-1"), (2, "default-3")]
    assert found["items"][0]["first"] == world.control("GET", "/journal/default-1")
    assert (found["total"], found["dropped"], found["end"]) == (5, 0, 5)


def test_what_came_after_a_place_is_told_as_far_as_the_limit_goes(world: World) -> None:
    for path in ("/one", "/two", "/two", "/three", "/two"):
        world.send("GET", path)

    def ends(query: str) -> tuple[list[int], int]:
        found = journal(world, f"/alike{query}")
        return [one["times"] for one in found["items"]], found["end"]

    assert ends("?after=1&limit=1") == ([2], 3)
    assert ends("?after=3") == ([1, 1], 5)
    assert ends("?after=5") == ([], 5)
    assert ends("?after=9") == ([1, 3, 1], 5)
    assert world.send("GET", f"{CONTROL}/journal/alike?after=-1").status == 400


def test_a_place_counts_on_when_the_sandbox_is_reset(world: World) -> None:
    for path in ("/one", "/two", "/three"):
        world.send("GET", path)
    assert journal(world)["end"] == 3
    world.control("POST", "/sandboxes/default/reset")
    world.send("GET", "/four")
    found = journal(world, "/alike?after=1")
    ids = ["default-2", "default-3", "default-1"]
    assert [one["first"]["id"] for one in found["items"]] == ids
    assert (found["total"], found["dropped"], found["end"]) == (3, 0, 4)
    assert [one["first"]["id"] for one in journal(world, "/alike")["items"]] == ["default-1"]
    assert (journal(world)["total"], journal(world)["dropped"], journal(world)["end"]) == (1, 0, 4)


def test_exchanges_are_found_by_operation_and_verdict(world: World) -> None:
    world.send("GET", "/nowhere")
    world.send("GET", STATUS, headers=[world.bearer()])
    world.send("GET", STATUS)
    assert journal(world, "?operation=getUserStatus")["total"] == 2
    assert journal(world, "?verdict=unknown-operation")["total"] == 1
    assert journal(world, "?operation=getUserStatus&verdict=refused")["total"] == 1
    assert journal(world, "?operation=getuserstatus")["total"] == 0


def test_asking_the_control_api_is_no_exchange(world: World) -> None:
    for _ in range(3):
        world.control("GET", "/clock")
    assert journal(world)["total"] == 0


def test_bytes_that_are_no_text_can_be_shown(world: World) -> None:
    world.send("PUT", f"{STATUS}/locked", content=b"\xff\0{", headers=[("Content-Type", "application/json")])
    (one,) = journal(world)["items"]
    assert one["request"]["body"] == "\\xff\0{"


def test_clearing_the_journal_of_one_sandbox_leaves_the_others(world: World) -> None:
    world.control("POST", "/sandboxes", {"id": "mine"})
    for prefix in ("", "/s/mine"):
        world.send("GET", f"{prefix}/nowhere")
    world.control("DELETE", "/journal")
    assert (journal(world)["total"], journal(world, sandbox="mine")["total"]) == (0, 1)
    assert world.send("GET", f"{CONTROL}/journal/mine-1").status == 404


def test_an_id_that_was_given_out_is_not_given_out_again(world: World) -> None:
    first = world.send("GET", "/nowhere")["X-Simulator-Request-Id"]
    world.control("DELETE", "/journal")
    assert world.send("GET", "/nowhere")["X-Simulator-Request-Id"] != first


def sent(world: World, times: int, sandbox: str = "default") -> None:
    for _ in range(times):
        path = ("" if sandbox == "default" else f"/s/{sandbox}") + RESET
        assert world.send("POST", path, {"method": "sms"}, headers=[world.bearer(sandbox=sandbox)]).status == 200
        world.control("PUT", "/clock", {"advance": 1}, sandbox=sandbox)


def test_messages_come_newest_first_and_the_latest_is_the_first(world: World) -> None:
    sent(world, 12)
    listed = world.control("GET", "/outbox")
    times = [one["at"] for one in listed["items"]]
    assert (listed["total"], times) == (12, sorted(times, reverse=True))
    assert world.control("GET", "/outbox/latest") == listed["items"][0]


def test_an_emptied_outbox_has_no_latest_and_fills_again(world: World) -> None:
    sent(world, 2)
    world.control("DELETE", "/outbox")
    answer = world.send("GET", f"{CONTROL}/outbox/latest")
    assert (answer.status, "the outbox is empty" in answer.json["detail"]) == (404, True)
    sent(world, 1)
    assert world.control("GET", "/outbox")["total"] == 1


def test_no_sandbox_sees_the_messages_of_another(world: World) -> None:
    sent(world, 1)
    world.control("POST", "/sandboxes/default/fork", {"id": "child"})
    sent(world, 2, "child")
    counts = [world.control("GET", "/outbox", sandbox=name)["total"] for name in ("default", "child")]
    assert counts == [1, 3]


@pytest.mark.parametrize(
    ("wish", "now"),
    [
        ({"advance": 90}, "2026-01-15T09:01:30.000Z"),
        ({"advance": -0.5}, "2026-01-15T08:59:59.500Z"),
        ({"freeze": "2030-06-01T12:00:00+02:00"}, "2030-06-01T10:00:00.000Z"),
        ({"freeze": True}, "2026-01-15T09:00:00.000Z"),
        ({"reset": True}, "2026-01-15T09:00:00.000Z"),
    ],
)
def test_the_clock_is_set_and_shown(world: World, wish: dict[str, Any], now: str) -> None:
    answer = world.control("PUT", "/clock", wish)
    assert answer == world.control("GET", "/clock") == {"mode": "frozen", "now": now, "offsetSeconds": 0.0}


@pytest.mark.parametrize(
    "wish",
    [
        {"freeze": "tomorrow"},
        {"freeze": "0001-01-01T00:00:00Z"},
        {"freeze": False},
        {"freeze": 7},
        {"advance": 1e300},
        {"advance": "1"},
        {"advance": True},
        {"reset": False},
        {"advance": 1, "reset": True},
        {},
        {"stop": True},
    ],
)
def test_a_wish_that_no_clock_can_grant_is_refused_and_nothing_moves(world: World, wish: dict[str, Any]) -> None:
    before = world.control("GET", "/clock")
    assert world.send("PUT", f"{CONTROL}/clock", wish).status == 400
    assert world.control("GET", "/clock") == before
