"""Narmi through the whole simulator: addresses, tokens of emulations, where history says a call came from."""

from typing import Any

import pytest

from tests.world import Answer, World

PATH = "/narmi/admin/v1"


@pytest.fixture
def world() -> World:
    return World()


def send(world: World, method: str, path: str, *body: Any, token: tuple[str, str] | None = None) -> Answer:
    by = token or world.bearer("narmi")
    return world.send(method, PATH + path, *body, headers=[by, ("User-Agent", "Desk/2.1")])


def key(world: World, name: str) -> str:
    personas = world.control("GET", "/personas")["items"]
    return str(next(one for one in personas if one["name"] == name)["narmi"]["userId"])


@pytest.mark.parametrize("path", ["/users", "/users/", "/users/?limit=1", "/roles/"])
def test_a_slash_at_the_end_does_not_matter(world: World, path: str) -> None:
    assert send(world, "GET", path).status == 200


@pytest.mark.parametrize("path", ["/users//", "//users", "/users//accounts"])
def test_more_slashes_are_another_address(world: World, path: str) -> None:
    assert send(world, "GET", path).status == 404
    assert send(world, "DELETE", "/users/")["Allow"] == "GET, POST"


def test_history_says_from_where_a_call_came_and_with_what(world: World) -> None:
    kathy = key(world, "kathy-smith")
    assert send(world, "POST", f"/users/{kathy}/actions/lock", {"confirm": True}).status == 200
    (entry, *_) = send(world, "GET", f"/users/{kathy}/history").json["results"]
    assert (entry["ip"], entry["device"], entry["version"]) == ("127.0.0.1", "Desk", "2.1")


def test_an_emulations_token_reads_until_it_is_released(world: World) -> None:
    kathy = key(world, "kathy-smith")
    begun = send(world, "POST", "/emulations", {"user_id": kathy, "confirm": True}).json
    token = ("Authorization", f"Bearer {begun['access_token']}")
    assert send(world, "GET", f"/users/{kathy}/accounts", token=token).status == 200
    wrote = send(world, "POST", f"/users/{kathy}/actions/lock", {"confirm": True}, token=token)
    assert (wrote.status, wrote.json["id"]) == (403, "read_only_emulation")
    assert send(world, "DELETE", f"/emulations/{begun['id']}", token=token).status == 204
    gone = send(world, "GET", f"/users/{kathy}", token=token)
    assert (gone.status, gone.json["id"]) == (401, "authentication_failed")


def test_the_page_behind_a_link_completes_a_reset(world: World) -> None:
    kathy = key(world, "kathy-smith")
    link = send(world, "POST", f"/users/{kathy}/actions/reset_password", {"confirm": True}).json["link"]
    target = link.removeprefix("http://localhost")
    form = [("Content-Type", "application/x-www-form-urlencoded"), ("User-Agent", "Phone/9")]
    assert world.send("POST", target, headers=form, content=b"password=Fresh-1").status == 200
    assert world.send("POST", target, headers=form, content=b"password=Fresh-2").status == 410
    (entry, *_) = send(world, "GET", f"/users/{kathy}/history").json["results"]
    assert (entry["action"], entry["device"], entry["actor"]["type"]) == ("user.reset_password", "Phone", "user")
    login = world.control("POST", f"/users/narmi/{kathy}/logins", {"password": "Fresh-1"})
    assert login == {"succeeded": True}


def test_a_body_that_is_no_object_is_400_and_one_that_breaks_a_rule_422(world: World) -> None:
    bodies: tuple[Any, ...] = ([], "x", None)
    for body in bodies:
        refused = send(world, "POST", "/messages", body)
        assert (refused.status, refused.json["id"]) == (400, "invalid_request_error")
    labels = [world.bearer("narmi"), ("Content-Type", "application/json")]
    broken = world.send("POST", f"{PATH}/messages", headers=labels, content=b"{")
    assert broken.status == 400
    wrong = send(world, "POST", "/users", {"kind": "staff", "admin": "yes"})
    assert (wrong.status, "admin" in wrong.json["message"], "role" in wrong.json["message"]) == (422, True, False)
