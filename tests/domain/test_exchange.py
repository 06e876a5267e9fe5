"""An exchange is a plain value: it can be written down and read back."""

import msgspec

from simulator.domain.exchange import Exchange, Request, Response

EXCHANGE = Exchange(
    id="default-1",
    sandbox="default",
    at="2026-01-15T09:00:00.000Z",
    duration_us=12,
    operation="getUser",
    verdict="valid",
    request=Request("GET", "/a?b=c", (("host", "x"),), b"\xff"),
    response=Response(200, (("content-length", "2"),), b"{}"),
    violations=("query x: missing",),
)


def test_an_exchange_survives_being_written_down() -> None:
    assert msgspec.json.decode(msgspec.json.encode(EXCHANGE), type=Exchange) == EXCHANGE


def test_an_exchange_can_be_a_member_of_a_set() -> None:
    assert len({EXCHANGE, msgspec.structs.replace(EXCHANGE), msgspec.structs.replace(EXCHANGE, id="default-2")}) == 2
