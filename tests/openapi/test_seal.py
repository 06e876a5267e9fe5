"""A reply that lasts is written and checked once; any other each time."""

import pytest
from msgspec import UNSET

from simulator.domain.call import Reply
from simulator.openapi import seal
from simulator.openapi.seal import Seals
from tests.openapi.made import operation

OPERATION = operation(replies={"200": {"content": {"application/json": {"schema": {"type": "object"}}}}})


def test_a_seal_holds_the_bytes_and_what_they_break() -> None:
    good = Seals().seal(OPERATION, Reply(200, {"a": "é"}))
    bad = Seals().seal(OPERATION, Reply(200, []))
    assert (good.content, good.broken) == ('{"a":"é"}'.encode(), ())
    assert (bad.content, len(bad.broken)) == (b"[]", 1)


def test_a_reply_without_a_body_has_no_bytes() -> None:
    assert Seals().seal(OPERATION, Reply(204, UNSET)).content == b""
    assert Seals().seal(OPERATION, Reply(200, None)).content == b"null"


def test_a_lasting_reply_is_sealed_once_and_an_equal_one_again() -> None:
    seals, body = Seals(), {"a": 1}
    reply = Reply(200, body, lasting=True)
    first = seals.seal(OPERATION, reply)
    assert seals.seal(OPERATION, reply) is first
    assert seals.seal(OPERATION, Reply(200, body, lasting=True)) is not first


def test_a_passing_reply_is_sealed_each_time() -> None:
    seals, reply = Seals(), Reply(200, {"a": 1})
    assert seals.seal(OPERATION, reply) is not seals.seal(OPERATION, reply)


def test_the_oldest_seal_is_dropped_where_there_is_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "KEPT_MAX", 2)
    seals, replies = Seals(), [Reply(200, {"n": n}, lasting=True) for n in range(3)]
    kept = [seals.seal(OPERATION, reply) for reply in replies]
    assert seals.seal(OPERATION, replies[2]) is kept[2]
    assert seals.seal(OPERATION, replies[0]) is not kept[0]


def test_no_reply_takes_over_the_seal_of_one_that_is_gone() -> None:
    seals = Seals()
    sealed = [seals.seal(OPERATION, Reply(200, {"n": n}, lasting=True)).content for n in range(3000)]
    assert sealed == [f'{{"n":{n}}}'.encode() for n in range(3000)]
