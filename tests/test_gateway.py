"""The way of one request: who is let in, what is decided, what is remembered, and what failure looks like."""

from collections.abc import Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from simulator.domain.call import Change, Handler, Outcome, Reply
from simulator.stores.transact import ATTEMPTS_MAX
from tests.stores.shop import Losing
from tests.world import KATHY, Answer, World, compiled

STATUS = f"/a/consumer-status/api/v0/users/{KATHY}/status"
UNLOCK = f"{STATUS}/locked"
USER = f"/a/consumer/api/v0/users/{KATHY}"
RESET = f"/a/password-reset/api/v0/institutions/{KATHY}/users/{KATHY}/password/reset"


def answering(**handlers: Handler) -> Mapping[str, Any]:
    """Banno with some other handlers."""
    banno = compiled().providers["banno"]
    return {"banno": replace(banno, handlers={**banno.handlers, **handlers})}


def failing(*_: Any) -> Outcome:
    raise ZeroDivisionError("secret inner workings")


def losing(times: int) -> World:
    """A world in which somebody else is faster so many times."""
    return World(store=Losing({"default": compiled().beginning}, times, (Change("outbox", "messages", "rival", None),)))


def unlock(world: World) -> Answer:
    return world.send("PUT", UNLOCK, {"state": False}, headers=[world.bearer()])


def changes(world: World) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = world.control("GET", "/sandboxes/default/changes")["items"]
    return found


@pytest.mark.parametrize("times", [1, 3, ATTEMPTS_MAX - 1])
def test_a_call_that_is_beaten_is_decided_again_and_the_caller_never_notices(times: int) -> None:
    world = losing(times)
    assert unlock(world).status == 204
    assert world.send("GET", STATUS, headers=[world.bearer()]).json == {"status": "Active"}


def test_a_call_that_is_beaten_too_often_is_told_so_and_nothing_is_half_done() -> None:
    world = losing(ATTEMPTS_MAX)
    answer = unlock(world)
    assert (answer.status, answer.body) == (500, b"")
    assert f"was written {ATTEMPTS_MAX} times" in answer.hint
    assert "send it again" in answer.hint
    assert [one["key"] for one in changes(world)] == ["rival"]
    assert unlock(world).status == 204


def test_a_reset_that_is_beaten_sends_one_message() -> None:
    world = losing(5)
    assert world.send("POST", RESET, {"method": "email"}, headers=[world.bearer()]).status == 200
    assert world.control("GET", "/outbox")["total"] == 1


def test_a_handler_that_fails_is_a_500_that_tells_nothing_of_the_inside(caplog: pytest.LogCaptureFixture) -> None:
    world = World(providers=answering(getUserStatus=failing))
    answer = world.send("GET", STATUS, headers=[world.bearer()])
    assert (answer.status, answer.body) == (500, b"")
    assert "please report this" in answer.hint
    assert "secret" not in str(answer)
    assert "getUserStatus failed: ZeroDivisionError" in caplog.text
    assert "Traceback" not in caplog.text


def test_a_handler_that_fails_leaves_everything_as_it_was() -> None:
    world = World(providers=answering(unlockUser=failing))
    assert unlock(world).status == 500
    assert changes(world) == []
    (exchange,) = world.control("GET", "/journal")["items"]
    assert (exchange["verdict"], exchange["response"]["status"]) == ("reply-invalid", 500)


def lying(*_: Any) -> Outcome:
    return Outcome(Reply(200, {"status": 7}))


def test_a_reply_that_breaks_its_spec_is_a_500_when_strict() -> None:
    world = World(providers=answering(getUserStatus=lying))
    answer = world.send("GET", STATUS, headers=[world.bearer()])
    assert (answer.status, answer.body) == (500, b"")
    assert answer.hint.startswith("the simulator broke its own spec: reply /status: ")


def test_a_reply_that_breaks_its_spec_is_sent_and_flagged_when_lenient() -> None:
    world = World(providers=answering(getUserStatus=lying), strict=False)
    assert world.send("GET", STATUS, headers=[world.bearer()]).json == {"status": 7}
    (exchange,) = world.control("GET", "/journal")["items"]
    assert exchange["verdict"] == "reply-invalid"
    assert "/status" in exchange["violations"][0]


@pytest.mark.parametrize("status", [200, 418])
def test_an_undeclared_status_is_a_broken_promise(status: int) -> None:
    world = World(providers=answering(unlockUser=lambda *_: Outcome(Reply(status))))
    assert unlock(world).status == 500


def test_a_bare_answer_has_the_vendors_headers_only() -> None:
    world = World(bare=True)
    for answer in (unlock(world), unlock(world), world.send("GET", STATUS), world.send("GET", "/nowhere")):
        assert not any(name.startswith(b"x-simulator") for name, _ in answer.headers)


@pytest.mark.parametrize(("target", "operation"), [(STATUS, "getUserStatus"), (USER, "getUser")])
def test_anybody_is_let_in_where_nobody_is_asked_for_a_token(target: str, operation: str) -> None:
    world = World(anybody=True)
    for headers in ([], [("Authorization", "Bearer x")], [("Authorization", "Basic y")]):
        assert world.send("GET", target, headers=headers).status == 200
    assert world.control("GET", "/journal")["items"][0]["operation"] == operation


def test_anybody_may_change_any_user() -> None:
    world = World(anybody=True)
    assert world.send("PUT", UNLOCK, {"state": False}).status == 204
    assert world.send("PATCH", USER, {"preferredName": "Kat"}).status == 204
    assert world.send("PUT", USER, {"email": "a@example.com"}).status == 204
    assert world.send("GET", USER).json["preferredName"] == "Kat"


def test_a_token_that_came_still_counts_where_none_is_asked_for() -> None:
    world = World(anybody=True)
    weak = world.bearer(permissions=["banno.view"])
    assert world.send("PUT", UNLOCK, {"state": False}, headers=[weak]).status == 403


def test_every_answer_is_journalled_under_the_id_that_came_with_it() -> None:
    world = World()
    for target in (STATUS, "/nowhere", USER):
        answer = world.send("GET", target, headers=[world.bearer()])
        exchange = world.control("GET", f"/journal/{answer['X-Simulator-Request-Id']}")
        assert (exchange["request"]["target"], exchange["response"]["status"]) == (target, answer.status)
        assert exchange["hint"] == (answer.json["detail"] if answer.status == 404 else answer.hint)


def test_an_exchange_holds_target_and_body_as_they_were_sent() -> None:
    world = World()
    target = f"/s/default{UNLOCK}?a=%20&a=b"
    world.send("PUT", target, {"state": 1}, headers=[world.bearer()])
    (exchange,) = world.control("GET", "/journal")["items"]
    assert (exchange["request"]["target"], exchange["request"]["body"]) == (target, '{"state": 1}')
    assert 0 <= exchange["durationUs"] < 10**7


def test_what_is_odd_and_no_error_is_told_beside_the_answer() -> None:
    world = World()
    plain = world.send("GET", STATUS, headers=[world.bearer()])
    odd = world.send("GET", f"{STATUS}?colour=red", headers=[world.bearer()])
    assert (odd.status, odd.body, plain.hint) == (plain.status, plain.body, "")
    assert odd.hint == "query colour is unknown and was ignored (known: none)"


VERDICTS = [
    ("GET", STATUS, None, "valid"),
    ("PUT", UNLOCK, {"state": True}, "refused"),
    ("PUT", UNLOCK, {"state": 1}, "request-invalid"),
    ("POST", STATUS, {}, "unknown-operation"),
    ("GET", "/nowhere", None, "unknown-operation"),
]


@pytest.mark.parametrize(("method", "target", "body", "verdict"), VERDICTS)
def test_each_exchange_has_a_verdict(method: str, target: str, body: Any, verdict: str) -> None:
    world = World()
    world.send(method, target, *([body] if body else []), headers=[world.bearer()])
    assert world.control("GET", "/journal")["items"][0]["verdict"] == verdict


def test_what_was_asked_of_no_sandbox_is_in_no_journal() -> None:
    world = World()
    answer = world.send("GET", STATUS, headers=[("X-Simulator-Sandbox", "nowhere")])
    assert (answer.status, answer["X-Simulator-Request-Id"]) == (404, "nowhere-1")
    assert world.control("GET", "/journal")["total"] == 0


def test_a_caller_who_leaves_in_the_middle_is_answered_nothing_and_changes_nothing() -> None:
    world = World()
    answer = world.handed("PUT", UNLOCK, [("Host", "x"), ("Content-Length", "99"), world.bearer()], [b'{"sta', None])
    assert (answer.status, answer.headers) == (0, ())
    assert (changes(world), world.control("GET", "/journal")["total"]) == ([], 0)


def test_a_body_in_pieces_is_one_body() -> None:
    world = World()
    headers = [("Host", "x"), ("Content-Type", "application/json"), world.bearer()]
    assert world.handed("PUT", UNLOCK, headers, [b'{"sta', b"", b'te":', b" false}"]).status == 204


def test_a_body_that_is_too_large_is_refused_before_anybody_is_asked_for_a_token() -> None:
    answer = World().handed("PUT", UNLOCK, [("Host", "x"), ("Content-Length", "1048577")], [b"{"])
    assert (answer.status, answer["Connection"]) == (413, "close")
    assert World().handed("PUT", UNLOCK, [("Host", "x")], [b" " * 1048576]).status == 401


def test_a_body_for_an_operation_that_takes_none_is_not_looked_at() -> None:
    world = World()
    answer = world.handed("GET", STATUS, [("Host", "x"), world.bearer(), ("Content-Type", "text/plain")], [b"\xff{"])
    assert answer.status == 200


def test_time_stands_still_while_one_call_is_decided() -> None:
    seen: list[Any] = []

    def looking(_: Any, call: Any) -> Outcome:
        seen.append(call.at)
        return Outcome(Reply(204), (Change("outbox", "messages", "x", None),))

    world = World(
        store=Losing({"default": compiled().beginning}, 3, (Change("clock", "settings", "clock", None),)),
        providers=answering(unlockUser=looking),
    )
    unlock(world)
    assert len(seen) == 4
    assert len(set(seen)) == 1
