"""Planned faults through the control API, by themselves and as a scenario sets them."""

from typing import Any

import pytest

from simulator.faults.kinds import KINDS
from tests.world import CONTROL, KATHY, World

STATUS = f"/a/consumer-status/api/v0/users/{KATHY}/status"


@pytest.fixture
def world() -> World:
    return World()


def refused(world: World, wish: Any) -> str:
    """Why it is not planned; nothing is."""
    answer = world.send("POST", f"{CONTROL}/faults", wish)
    assert (answer.status, answer["Content-Type"]) == (400, "application/problem+json")
    assert world.control("GET", "/faults") == {"items": [], "total": 0}
    return str(answer.json["detail"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_of_every_kind_is_planned_listed_and_deleted(world: World, kind: str) -> None:
    needed: dict[str, Any] = {
        "edit": {"put": {"/a": None}, "drop": ["/b"]},
        "answer": {"body": None, "headers": {"a": "b"}},
    }
    answer = world.send("POST", f"{CONTROL}/faults", {"kind": kind, "provider": "banno", **needed.get(kind, {})})
    assert (answer.status, answer.json["id"], answer.json["kind"]) == (201, "fault-1", kind)
    assert needed.get(kind, {}).items() <= answer.json.items()
    assert world.control("GET", "/faults") == {"items": [answer.json], "total": 1}
    assert world.send("DELETE", f"{CONTROL}/faults/fault-1").status == 204
    assert world.control("GET", "/faults")["total"] == 0


def test_faults_are_listed_in_the_order_in_which_they_were_planned(world: World) -> None:
    for number in range(12):
        world.control("POST", "/faults", {"kind": "status", "count": number + 1})
    world.control("DELETE", "/faults/fault-3")
    world.send("GET", STATUS, headers=[world.bearer()])
    listed = world.control("GET", "/faults")["items"]
    assert [one["id"] for one in listed] == [f"fault-{number}" for number in range(1, 13) if number != 3]


def test_a_fault_belongs_to_one_sandbox(world: World) -> None:
    world.control("POST", "/sandboxes", {"id": "mine"})
    world.control("POST", "/faults", {"kind": "status"}, sandbox="mine")
    assert world.control("GET", "/faults")["total"] == 0
    assert world.send("GET", STATUS, headers=[world.bearer()]).status == 200
    assert world.send("GET", f"/s/mine{STATUS}", headers=[world.bearer(sandbox="mine")]).status == 503


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"kind": "latencyy"}, "did you mean 'latency'?"),
        ({"kind": "latency", "operation": "unlockusr"}, "did you mean 'unlockUser'?"),
        ({"kind": "latency", "provider": "bano"}, "did you mean 'banno'?"),
        ({"kind": "latency", "user": "kathy-smyth"}, "did you mean 'kathy-smith'?"),
        ({"kind": "latency", "seconds": 61}, "body /seconds: constraint broken; expected at most 60, got 61"),
        ({"kind": "latency", "seconds": "1"}, "body /seconds: wrong type; expected type number"),
        ({"kind": "latency", "colour": 1}, "unknown member of latency 'colour'"),
        ({}, "kind: expected one of latency"),
        ([], "expected type object"),
    ],
)
def test_a_wish_that_cannot_be_granted_is_a_400_that_says_what_can(world: World, wish: Any, said: str) -> None:
    assert said in refused(world, wish)


def test_deleting_what_is_not_there_is_a_404_with_a_guess(world: World) -> None:
    world.control("POST", "/faults", {"kind": "reset"})
    answer = world.send("DELETE", f"{CONTROL}/faults/fault-2")
    assert (answer.status, answer.json["detail"]) == (404, "unknown fault 'fault-2'; did you mean 'fault-1'?")


@pytest.mark.parametrize(("method", "path"), [("GET", "/faults"), ("POST", "/faults"), ("DELETE", "/faults/fault-1")])
def test_a_sandbox_that_nobody_made_has_no_faults(world: World, method: str, path: str) -> None:
    answer = world.send(method, f"/s/nowhere{CONTROL}{path}", *([{"kind": "reset"}] if method == "POST" else []))
    assert (answer.status, answer["Content-Type"]) == (404, "application/problem+json")


def told(world: World) -> list[tuple[str, Any]]:
    return [(one["kind"], one["operation"]) for one in world.control("GET", "/faults")["items"]]


def test_a_scenario_plans_its_faults_and_no_others(world: World) -> None:
    world.control("POST", "/faults", {"kind": "reset"})
    expected = [
        ("status", "getUserStatus"),
        ("lost-response", "unlockUser"),
        ("stale-read", "getUserStatus"),
        ("latency", None),
    ]
    for _ in range(2):
        world.control("POST", "/scenarios/rough-morning")
        assert told(world) == expected
    world.control("POST", "/scenarios/support-call")
    assert told(world) == []


def test_a_rough_morning_is_as_it_is_told(world: World) -> None:
    world.control("PATCH", f"/users/banno/{KATHY}", {"status": "Dormant"})
    world.control("POST", "/scenarios/rough-morning")
    bearer = world.bearer()
    busy = world.send("GET", STATUS, headers=[bearer])
    assert (busy.status, busy["Retry-After"]) == (429, "2")
    with pytest.raises(OSError, match="planned fault"):
        world.send("PUT", f"{STATUS}/locked", {"state": False}, headers=[bearer])
    seen = [world.send("GET", STATUS, headers=[bearer]).json["status"] for _ in range(2)]
    assert seen == ["Locked", "Active"]
