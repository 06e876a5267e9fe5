"""The control API: bound, refused and checked like any other, with problems of its own."""

import json
from typing import Any

import pytest

from simulator.control import api
from simulator.control.visit import Visit
from simulator.domain.call import Change, Reply
from simulator.openapi.load import Document, resolved
from simulator.stores.transact import ATTEMPTS_MAX
from tests.stores.shop import Losing
from tests.world import CONTROL, KATHY, Answer, World, compiled

WORLD = World()


def problem(answer: Answer, status: int) -> str:
    assert (answer.status, answer["Content-Type"]) == (status, "application/problem+json")
    told = answer.json
    assert told["status"] == status
    assert told["title"]
    return str(told["detail"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "body: unparsable"),
        (b"", "body: missing; expected a JSON body"),
        (b"[]", "body: wrong type; expected type object"),
        (b"[" * 65, "nested at most 64 levels"),
        (b'{"api":7}', "body /api: wrong type; expected type string, got 7"),
        (b'{"api":"banno-admin","role":1}', "role"),
        (b'{"api":"banno-admin","expires_in":0}', "body /expires_in: constraint broken; expected at least 1"),
        (b'{"api":"banno-admin","expires_in":86401}', "at most 86400"),
        (b'\xef\xbb\xbf{"api":"banno-admin"}', "byte order mark"),
    ],
)
def test_a_body_that_does_not_fit_is_a_400_that_says_why(content: bytes, said: str) -> None:
    answer = WORLD.send("POST", f"{CONTROL}/tokens", content=content, headers=[("Content-Type", "application/json")])
    assert said in problem(answer, 400)


def test_all_that_is_wrong_is_listed() -> None:
    answer = WORLD.send("GET", f"{CONTROL}/users?limit=x&offset=-1")
    assert len(answer.json["violations"]) == 3
    assert all(each in answer.json["detail"] for each in answer.json["violations"])


def test_a_body_in_another_media_type_or_in_none_is_a_415() -> None:
    for headers in ([("Content-Type", "text/plain")], []):
        answer = WORLD.send("POST", f"{CONTROL}/tokens", content=b"{}", headers=headers)
        assert problem(answer, 415) == "send Content-Type: application/json"


def test_a_body_that_is_too_large_is_a_413() -> None:
    answer = WORLD.handed("POST", f"{CONTROL}/tokens", [("Host", "localhost"), ("Content-Length", "1048577")], [b"{"])
    assert "larger than 1048576 bytes" in problem(answer, 413)


def test_who_leaves_in_the_middle_changes_nothing() -> None:
    world = World()
    world.handed("POST", f"{CONTROL}/sandboxes", [("Host", "localhost"), ("Content-Length", "99")], [b'{"id"', None])
    assert world.control("GET", "/sandboxes")["total"] == 1


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nothing", 404), ("GET", "/tokens", 405), ("DELETE", "/clock", 405), ("POST", "/sandboxes/default", 405)],
)
def test_what_is_not_there_is_a_problem_of_ours_too(method: str, path: str, status: int) -> None:
    answer = WORLD.send(method, CONTROL + path)
    assert f"{method} {CONTROL}{path} is nothing of ours" in problem(answer, status)
    assert (answer["Allow"] != "") == (status == 405)


def test_a_sandbox_that_nobody_made_is_a_404_that_lists_those_there_are() -> None:
    answer = WORLD.send("GET", f"/s/nowhere{CONTROL}/outbox")
    assert problem(answer, 404) == "there is no sandbox 'nowhere' (there are: default)"


def test_a_token_alone_chooses_the_sandbox() -> None:
    world = World()
    world.control("POST", "/sandboxes", {"id": "mine"})
    world.control("PUT", "/clock", {"freeze": "2030-01-01T00:00:00Z"}, sandbox="mine")
    answer = world.send("GET", f"{CONTROL}/clock", headers=[world.bearer(sandbox="mine")])
    assert answer.json["now"] == "2030-01-01T00:00:00.000Z"


def test_a_sandbox_that_is_written_too_fast_is_a_clean_503() -> None:
    rival = (Change("outbox", "messages", "rival", None),)
    world = World(store=Losing({"default": compiled().beginning}, 10 * ATTEMPTS_MAX, rival))
    answer = world.send("PATCH", f"{CONTROL}/users/banno/{KATHY}", {"status": "Active"})
    assert "send it again" in problem(answer, 503)
    assert [one["key"] for one in world.control("GET", "/sandboxes/default/changes")["items"]] == ["rival"]


def test_an_edit_that_is_beaten_a_few_times_is_made_all_the_same() -> None:
    rival = (Change("outbox", "messages", "rival", None),)
    world = World(store=Losing({"default": compiled().beginning}, 5, rival))
    assert world.control("PATCH", f"/users/banno/{KATHY}", {"status": "Active"})["status"] == "Active"


def test_a_reply_that_breaks_its_spec_is_a_500_when_strict_and_passes_when_not(monkeypatch: pytest.MonkeyPatch) -> None:
    async def lying(_: Visit) -> Reply:
        return Reply(200, {"status": 7})

    monkeypatch.setitem(api.HANDLERS, "getHealth", lying)
    assert "broke its own spec" in problem(World().send("GET", f"{CONTROL}/health"), 500)
    assert World(strict=False).send("GET", f"{CONTROL}/health").json == {"status": 7}


def test_a_handler_without_an_operation_keeps_it_from_starting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(api.HANDLERS, "makeCoffee", api.HANDLERS["getHealth"])
    with pytest.raises(ValueError, match="control operations and handlers do not fit: makeCoffee"):
        World()


def test_an_operation_without_a_handler_keeps_it_from_starting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(api.HANDLERS, "getHealth")
    with pytest.raises(ValueError, match="do not fit: getHealth"):
        World()


def test_the_spec_of_the_control_api_is_the_bundled_one() -> None:
    bare: dict[str, Any] = {"info": {"title": "x"}, "servers": [{"url": "/"}], "paths": {}}
    stray = Document("simulator/control", bare, resolved(bare, bare))
    with pytest.raises(ValueError, match="do not fit"):
        World(documents=[stray])


def test_answers_of_the_control_api_are_plain_json() -> None:
    answer = WORLD.send("GET", f"{CONTROL}/health")
    assert answer["Content-Type"] == "application/json"
    assert json.loads(answer.body) == {
        "status": "ok",
        "version": answer.json["version"],
        "sandboxes": 1,
        "unreadable": answer.json["unreadable"],
    }
