"""Whatever a caller sends, the hint beside the answer is one short line of printable ASCII, and adds no header."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as some

from simulator.http import HEADER_MAX
from tests.laws import LAW
from tests.oidc.signed import CLAIMS, token
from tests.world import KATHY, Answer, World

HOSTILE = [
    "a\r\nSet-Cookie: x=1",
    "\n\n<html>",
    "\0\x1b[31m",
    "é😀\u202e",
    "x" * 5000,
    "\x7f\x85\u2028",
    "%0d%0aX: y",
    "'\"\\",
]
WORLD = World()
BEARER = WORLD.bearer()
CONSUMER = WORLD.bearer("banno-consumer")
USER = f"/a/consumer/api/v0/users/{KATHY}"
SEARCH = f"/a/consumer-user-search/api/v0/institutions/{KATHY}/users"
OURS = {
    "allow",
    "connection",
    "content-length",
    "content-type",
    "www-authenticate",
    "x-simulator-hint",
    "x-simulator-request-id",
}


def assert_tame(answer: Answer) -> None:
    assert 200 <= answer.status < 500, answer
    assert {name.decode() for name, _ in answer.headers} <= OURS
    assert len(answer.headers) == len({name for name, _ in answer.headers})
    for name, value in answer.headers:
        assert all(0x20 <= byte < 0x7F for byte in value), (name, value)
        assert len(value) <= HEADER_MAX


def said_by(text: str) -> list[Answer]:
    """Every place where a caller's own words may come back."""
    raw = quote(text, safe="")
    return [
        WORLD.send("GET", f"/nowhere/{raw}", headers=[BEARER]),
        WORLD.send("GET", f"/a/consumer-status/api/v0/users/{raw}/status", headers=[BEARER]),
        WORLD.send("GET", f"/a/mobile/api/v0/institutions/{raw}/users/{raw}/details", headers=[BEARER]),
        WORLD.send("GET", f"{SEARCH}?query=x&limit={raw}&{raw}={raw}", headers=[BEARER]),
        WORLD.send("PATCH", USER, {"preferredName": text, text: text}, headers=[CONSUMER]),
        WORLD.send("PATCH", USER, {text: {text: [text]}}, headers=[CONSUMER]),
        WORLD.send("PATCH", USER, content=f'{{"{text}":1,"{text}":2}}'.encode("utf-8", "replace"), headers=[CONSUMER]),
        WORLD.send("GET", USER, headers=[("Authorization", "Bearer " + token({**CLAIMS, "sandbox": text[:500]}))]),
    ]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_hostile_text_gets_into_a_header(text: str) -> None:
    for answer in said_by(text):
        assert_tame(answer)


@pytest.mark.parametrize("name", ["Content-Type", "X-Simulator-Sandbox", "Authorization", "Cookie", "Accept"])
@pytest.mark.parametrize("text", [one.encode("utf-8").decode("latin-1") for one in HOSTILE], ids=range(len(HOSTILE)))
def test_no_hostile_header_comes_back_as_one(name: str, text: str) -> None:
    for method in ("PATCH", "GET", "BREW"):
        assert_tame(WORLD.handed(method, USER, [("Host", "x"), (name, text)], [b"{}"]))
        assert_tame(WORLD.handed(method, USER, [("Host", "x"), CONSUMER, (name, text)], [b"{}"]))


@pytest.mark.parametrize("method", ["BREW", "get", "G\u00c9T", "X" * 500])
def test_no_strange_method_comes_back_as_a_header(method: str) -> None:
    for target in (USER, "/nowhere"):
        assert_tame(WORLD.send(method, target, headers=[CONSUMER]))


@LAW
@given(some.text(max_size=60))
def test_no_text_at_all_gets_into_a_header(text: str) -> None:
    if text.isprintable() and "/" not in text:
        for answer in said_by(text)[:4]:
            assert_tame(answer)
    assert_tame(WORLD.send("PATCH", USER, {text: text}, headers=[CONSUMER]))


def test_a_hint_quotes_what_came_and_is_cut_at_the_limit() -> None:
    short = WORLD.send("GET", "/a/consumer-status/api/v0/users/N%C3%BA%0A/status", headers=[BEARER])
    assert r"N\xfa\\n" in short.hint or r"N\xfa\n" in short.hint
    long = WORLD.send("GET", f"/a/consumer-status/api/v0/users/{'x' * 5000}/status", headers=[BEARER])
    assert len(long.hint) == HEADER_MAX
    assert long.hint.endswith("...")
