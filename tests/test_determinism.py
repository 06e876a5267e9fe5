"""Frozen clock, same seed, same calls: the same bytes from two processes that hash differently, whatever is asked."""

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.serving import Server, served

KATHY = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
CONTROL = "/_simulator/v1"
ADMIN = f"/a/mobile/api/v0/institutions/{KATHY}/users/{KATHY}/details"
SEARCH = f"/a/consumer-user-search/api/v0/institutions/{KATHY}/users"
STATUS = f"/a/consumer-status/api/v0/users/{KATHY}/status"
RESET = f"/a/password-reset/api/v0/institutions/{KATHY}/users/{KATHY}/password/reset"
USER = f"/a/consumer/api/v0/users/{KATHY}"
ADA = {"name": "ada-byron", "story": "Counts everything twice.", "firstName": "Ada", "lastName": "Byron", "banno": {}}
READINGS = [
    f"{CONTROL}/personas",
    f"{CONTROL}/users?provider=banno&limit=1000",
    f"{CONTROL}/sandboxes",
    f"{CONTROL}/sandboxes/default/state",
    f"{CONTROL}/sandboxes/default/changes",
    f"{CONTROL}/sandboxes/mine/state",
    f"{CONTROL}/outbox",
    f"{CONTROL}/clock",
    f"{CONTROL}/specs",
    f"{CONTROL}/specs/banno/user-search",
    f"{CONTROL}/claims",
]
Step = tuple[str, str, Any]
JOURNAL = re.compile(rb'"durationUs":[0-9]+')


def wish(api: str, **more: Any) -> Step:
    """A token, which later steps carry."""
    return ("POST", f"{CONTROL}/tokens", {"api": api, **more})


def steps() -> Iterator[Step]:
    """Every operation, accepted and refused, with everything that makes ids, tokens and messages."""
    yield wish("banno-admin")
    yield from (("GET", f"{SEARCH}?query={text}", None) for text in ("smith", "e", "user%40example.com", "", "%ff"))
    yield ("GET", f"{SEARCH}?query=a&limit=2&offset=1&x=y&z=1", None)
    yield from (("GET", target, None) for target in (ADMIN, STATUS, USER, f"{ADMIN}x", f"{STATUS}/locked", "/nowhere"))
    yield from (
        ("PUT", f"{STATUS}/locked", body)
        for body in ({"state": True}, {"state": 1}, {"state": False}, {"state": False})
    )
    yield from (("POST", RESET, {"method": method}) for method in ("email", "sms", "fax"))
    yield ("POST", RESET.replace("/v0", ""), {"method": "email"})
    yield ("PUT", f"{CONTROL}/clock", {"advance": 12.25})
    yield ("POST", RESET, {"method": "email", "b": 1, "a": 2})
    yield wish("banno-consumer")
    yield ("PUT", USER, {"email": "new@example.com", "firstName": "No"})
    for name in ("Kat", "x" * 21, "é", None):
        yield ("PATCH", USER, {"preferredName": name})
    for patch in ({"z": 1, "y": 2, "preferredName": "Kit"}, {}, "no object"):
        yield ("PATCH", USER, patch)
    yield ("GET", USER, None)
    yield wish("banno-consumer", persona="otto-nightingale", expires_in=60)
    yield from (wish("banno-admin", defect=bad) for bad in ("expired", "bad-signature", "none-algorithm", "not-yet"))
    yield ("GET", STATUS, None)
    yield wish("banno-admin", permissions=["banno.view", "banno.security"])
    yield ("PUT", f"{STATUS}/locked", {"state": False})
    yield ("POST", f"{CONTROL}/users?provider=banno", {"firstName": "Cleo", "lastName": "Vance"})
    yield ("POST", f"{CONTROL}/users?provider=banno", {"firstName": "Cleo", "lastName": "Vance", "status": "Sleeping"})
    yield ("PATCH", f"{CONTROL}/users/banno/{KATHY}", {"status": "Locked", "memoMode": True})
    yield ("PATCH", f"{CONTROL}/users/banno/{KATHY}", {"b": 1, "a": 2})
    yield ("POST", f"{CONTROL}/fixtures", {"personas": [ADA]})
    yield ("POST", f"{CONTROL}/fixtures", {"personas": [{**ADA, "b": 1, "a": 2}]})
    yield ("POST", f"{CONTROL}/sandboxes", {"id": "mine"})
    yield ("POST", f"{CONTROL}/sandboxes/default/fork", None)
    yield ("POST", f"/s/mine{CONTROL}/scenarios/preferred-names", None)
    yield ("POST", f"/s/mine{CONTROL}/tokens", {"api": "banno-admin"})
    yield ("POST", f"/s/mine{RESET}", {"method": "email"})
    yield ("GET", f"{CONTROL}/tokens", None)
    yield from (("GET", target, None) for target in READINGS)


def answers(server: Server) -> list[tuple[Step, Any]]:
    """What this server says to each step; a token that comes is carried from then on."""
    said, headers = [], {"Host": "bank.example:8765"}
    for method, target, body in steps():
        content = b"" if body is None else json.dumps(body).encode()
        labels = {"Content-Type": "application/json"} if content else {}
        answer = server.ask(method, target, content, {**headers, **labels})
        said.append(((method, target, body), answer))
        if target.endswith("/tokens") and answer[0] == 201:
            headers["Authorization"] = "Bearer " + json.loads(answer[2])["access_token"]
    return said


@pytest.fixture(scope="module")
def servers() -> Iterator[list[Server]]:
    """Two processes that differ in how they hash and in nothing else."""
    flags = ("--clock", "frozen", "--seed", "7", "--users", "40", "--strict", "--allow-host", "bank.example")
    with ExitStack() as stack:
        yield [stack.enter_context(served(*flags, more={"PYTHONHASHSEED": seed})) for seed in ("1", "4242")]


@pytest.fixture(scope="module")
def both(servers: list[Server]) -> list[list[tuple[Step, Any]]]:
    return [answers(server) for server in servers]


def test_the_same_calls_are_answered_with_the_same_bytes(both: list[list[tuple[Step, Any]]]) -> None:
    one, other = both
    assert len(one) == len(other) >= 60
    for (step, first), (_, second) in zip(one, other, strict=True):
        assert first == second, step


def test_the_calls_were_worth_comparing(both: list[list[tuple[Step, Any]]]) -> None:
    statuses = {answer[0] for _, answer in both[0]}
    assert {200, 201, 204, 400, 401, 403, 404, 405, 409, 422} <= statuses
    assert not any(status >= 500 for status in statuses)
    state = json.loads(next(answer[2] for (_, target, __), answer in both[0] if target.endswith("default/state")))
    assert {(one["slice"], one["table"]) for one in state["changes"]} >= {
        ("banno", "users"),
        ("banno", "reset_tickets"),
        ("outbox", "messages"),
        ("clock", "settings"),
        ("cast", "personas"),
    }


def test_the_journals_differ_in_how_long_things_took_and_in_nothing_else(servers: list[Server], both: Any) -> None:
    bodies = [server.ask("GET", f"{CONTROL}/journal?limit=1000")[2] for server in servers]
    assert b'"durationUs":' in bodies[0]
    assert JOURNAL.sub(b"", bodies[0]) == JOURNAL.sub(b"", bodies[1])
    assert json.loads(bodies[0])["total"] == sum(
        CONTROL not in step[1] for step, _ in both[0] if "/s/mine" not in step[1]
    )
