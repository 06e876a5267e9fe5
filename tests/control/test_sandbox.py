"""The lives of sandboxes through the control API."""

from typing import Any

import pytest

from tests.world import CONTROL, KATHY, World

STATUS = f"/a/consumer-status/api/v0/users/{KATHY}/status"


@pytest.fixture
def world() -> World:
    return World()


def ids(world: World) -> list[str]:
    return [one["id"] for one in world.control("GET", "/sandboxes")["items"]]


def status(world: World, prefix: str, sandbox: str) -> Any:
    return world.send("GET", prefix + STATUS, headers=[world.bearer(sandbox=sandbox)]).json["status"]


def test_a_sandbox_is_made_listed_shown_and_deleted(world: World) -> None:
    made = world.control("POST", "/sandboxes", {"id": "mine"})
    assert made == {"id": "mine", "url": "http://localhost/s/mine"}
    assert ids(world) == ["default", "mine"]
    assert world.control("GET", "/sandboxes/mine") == {**made, "version": 0}
    world.control("DELETE", "/sandboxes/mine")
    assert ids(world) == ["default"]


def test_a_sandbox_needs_no_name_and_no_body(world: World) -> None:
    assert world.control("POST", "/sandboxes")["id"] == "sandbox-1"
    assert world.control("POST", "/sandboxes", {})["id"] == "sandbox-2"
    assert world.control("POST", "/sandboxes/default/fork")["id"] == "default-1"


@pytest.mark.parametrize("asked_at", ["", "/s/mine"])
@pytest.mark.parametrize("host", ["localhost", "mine.localhost:8765", "127.0.0.1:8765"])
def test_the_url_of_a_new_sandbox_opens_it_wherever_it_was_asked_for(world: World, asked_at: str, host: str) -> None:
    world.control("POST", "/sandboxes", {"id": "mine"})
    world.control("PATCH", f"/users/banno/{KATHY}", {"status": "Dormant"}, sandbox="mine")
    answer = world.handed("POST", f"{asked_at}{CONTROL}/sandboxes/mine/fork", [("Host", host)], [])
    assert answer.status == 201
    scheme, _, rest = answer.json["url"].partition("://")
    there, slash, path = rest.partition("/")
    bearer = world.bearer(sandbox=answer.json["id"])
    seen = world.handed("GET", slash + path + STATUS, [("Host", there), bearer], [])
    assert (scheme, seen.status, seen.json) == ("http", 200, {"status": "Dormant"})


@pytest.mark.parametrize(
    "wish", [{"id": "No"}, {"id": "a_b"}, {"id": ""}, {"id": 7}, {"id": "x" * 64}, {"name": "x"}, []]
)
def test_a_name_that_is_none_is_refused(world: World, wish: Any) -> None:
    assert world.send("POST", f"{CONTROL}/sandboxes", wish).status == 400
    assert world.send("POST", f"{CONTROL}/sandboxes/default/fork", wish).status == 400
    assert ids(world) == ["default"]


def test_a_name_that_is_taken_is_a_conflict(world: World) -> None:
    assert world.send("POST", f"{CONTROL}/sandboxes", {"id": "default"}).status == 409
    assert world.send("POST", f"{CONTROL}/sandboxes/default/fork", {"id": "default"}).status == 409


def test_the_default_sandbox_cannot_be_deleted_and_can_be_reset(world: World) -> None:
    world.control("PATCH", f"/users/banno/{KATHY}", {"status": "Active"})
    assert world.send("DELETE", f"{CONTROL}/sandboxes/default").status == 409
    assert status(world, "", "default") == "Active"
    world.control("POST", "/sandboxes/default/reset")
    assert status(world, "", "default") == "Locked"


WRONG = [("GET", ""), ("DELETE", ""), ("POST", "/fork"), ("POST", "/reset"), ("GET", "/state"), ("GET", "/changes")]


@pytest.mark.parametrize(("method", "rest"), WRONG)
def test_a_sandbox_that_nobody_made_is_guessed_at(world: World, method: str, rest: str) -> None:
    world.control("POST", "/sandboxes", {"id": "breakfast"})
    answer = world.send(method, f"{CONTROL}/sandboxes/brekfast{rest}")
    assert (answer.status, answer.json["detail"]) == (404, "unknown sandbox 'brekfast'; did you mean 'breakfast'?")


def test_a_token_of_the_parent_does_not_open_the_fork(world: World) -> None:
    parent = world.bearer()
    world.control("POST", "/sandboxes/default/fork", {"id": "child"})
    answer = world.send("GET", f"/s/child{STATUS}", headers=[parent])
    assert answer.status == 401
    assert "the token opens sandbox 'default', the request names 'child'" in answer.hint


def test_a_token_outlives_a_reset_and_not_the_sandbox(world: World) -> None:
    world.control("POST", "/sandboxes", {"id": "mine"})
    bearer = world.bearer(sandbox="mine")
    world.control("POST", "/sandboxes/mine/reset")
    assert world.send("GET", STATUS, headers=[bearer]).status == 200
    world.control("DELETE", "/sandboxes/mine")
    assert world.send("GET", STATUS, headers=[bearer]).status == 401


def test_a_token_of_a_sandbox_that_is_gone_opens_none_that_comes_after(world: World) -> None:
    bearers = []
    for _ in range(3):
        world.control("POST", "/sandboxes", {"id": "mine"})
        bearers.append(world.bearer(sandbox="mine"))
        assert [world.send("GET", STATUS, headers=[one]).status for one in bearers] == [401] * (len(bearers) - 1) + [
            200
        ]
        world.control("POST", "/sandboxes/mine/reset")
        assert world.send("GET", STATUS, headers=[bearers[-1]]).status == 200
        world.control("PUT", "/sandboxes/mine/state", world.control("GET", "/sandboxes/default/state"))
        assert world.send("GET", STATUS, headers=[bearers[-1]]).status == 200
        world.control("DELETE", "/sandboxes/mine")


def test_a_fork_carries_the_clock_and_the_outbox_and_not_the_journal(world: World) -> None:
    world.control("PUT", "/clock", {"advance": 60})
    path = f"/a/password-reset/api/v0/institutions/{KATHY}/users/{KATHY}/password/reset"
    world.send("POST", path, {"method": "email"}, headers=[world.bearer()])
    world.control("POST", "/sandboxes/default/fork", {"id": "child"})
    assert world.control("GET", "/clock", sandbox="child") == world.control("GET", "/clock")
    assert world.control("GET", "/outbox", sandbox="child") == world.control("GET", "/outbox")
    assert world.control("GET", "/journal", sandbox="child")["total"] == 0


def test_changes_list_what_was_put_and_deleted(world: World) -> None:
    world.control("DELETE", f"/users/banno/{KATHY}")
    assert world.control("GET", "/sandboxes/default/changes") == {
        "items": [{"slice": "banno", "table": "users", "key": KATHY, "record": None}],
        "total": 1,
    }


def test_what_was_exported_can_be_put_back_over_anything(world: World) -> None:
    world.control("PATCH", f"/users/banno/{KATHY}", {"status": "Dormant"})
    kept = world.control("GET", "/sandboxes/default/state")
    world.control("POST", "/sandboxes/default/reset")
    world.control("PATCH", f"/users/banno/{KATHY}", {"lastName": "Other"})
    version = world.control("GET", "/sandboxes/default")["version"]
    world.control("PUT", "/sandboxes/default/state", kept)
    assert world.control("GET", "/sandboxes/default/state") == kept
    assert world.control("GET", "/sandboxes/default")["version"] > version


@pytest.mark.parametrize(
    ("spoiled", "status"),
    [
        ({"population": "0123456789abcdef"}, 409),
        ({"changes": [{"slice": "x", "table": "y", "key": "z", "record": None}]}, 400),
        ({"changes": [{"slice": "banno", "table": "users", "key": "z", "record": {}}]}, 400),
        ({"changes": [{}]}, 400),
        ({"changes": None}, 400),
        ({"format": 2}, 400),
        ({"version": -1}, 400),
    ],
)
def test_a_state_that_does_not_fit_is_refused_and_nothing_changes(
    world: World, spoiled: dict[str, Any], status: int
) -> None:
    world.control("PATCH", f"/users/banno/{KATHY}", {"status": "Dormant"})
    kept = world.control("GET", "/sandboxes/default/state")
    assert world.send("PUT", f"{CONTROL}/sandboxes/default/state", {**kept, **spoiled}).status == status
    assert world.control("GET", "/sandboxes/default/state") == kept


def test_nothing_leaks_from_one_sandbox_into_another(world: World) -> None:
    for name in ("one", "two"):
        world.control("POST", "/sandboxes", {"id": name})
    world.control("PATCH", f"/users/banno/{KATHY}", {"status": "Dormant"}, sandbox="one")
    world.control("PUT", "/clock", {"advance": 5}, sandbox="one")
    world.send("GET", f"/s/one{STATUS}", headers=[world.bearer(sandbox="one")])
    for name in ("default", "two"):
        assert world.control("GET", f"/sandboxes/{name}/changes")["total"] == 0
        assert world.control("GET", "/journal", sandbox=name)["total"] == 0
    assert [status(world, f"/s/{name}", name) for name in ("one", "two")] == ["Dormant", "Locked"]
