"""Bodies are read within bounds, and any text becomes one line of printable ASCII in a header."""

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from simulator.http import BODY_MAX, HEADER_MAX, Disconnected, TooLarge, announced, body_of, header_text, respond
from tests.laws import LAW

CHUNKED = {b"transfer-encoding": b"chunked"}
GONE: dict[str, Any] = {"type": "http.disconnect"}


def part(body: bytes, *, more: bool) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


def read(messages: list[dict[str, Any]], headers: dict[bytes, bytes] = CHUNKED) -> bytes:
    left = list(messages)

    async def receive() -> Any:
        return left.pop(0)

    return asyncio.run(body_of(receive, headers))


@LAW
@given(some.lists(some.binary(max_size=5), min_size=1, max_size=6))
def test_a_body_is_all_its_parts_in_order(parts: list[bytes]) -> None:
    messages = [part(one, more=number < len(parts)) for number, one in enumerate(parts, 1)]
    assert read(messages) == b"".join(parts)


def test_nothing_is_awaited_where_no_body_was_announced() -> None:
    assert read([], {b"content-type": b"application/json"}) == b""
    assert announced({b"content-length": b"0"})
    assert announced(CHUNKED)
    assert not announced({b"host": b"x"})


def test_a_message_may_lack_what_is_optional() -> None:
    assert read([{"type": "http.request"}]) == b""


def test_a_megabyte_is_read_and_one_byte_more_is_not() -> None:
    half = b"x" * (BODY_MAX // 2)
    assert len(read([part(half, more=True), part(half, more=False)])) == BODY_MAX == 1 << 20
    with pytest.raises(TooLarge):
        read([part(half, more=True), part(half + b"x", more=True), GONE])


def test_a_body_that_says_it_is_too_large_is_not_even_read() -> None:
    with pytest.raises(TooLarge):
        read([], {b"content-length": b"%d" % (BODY_MAX + 1)})


def test_a_length_that_lies_is_found_out() -> None:
    with pytest.raises(TooLarge):
        read([part(b"x" * (BODY_MAX + 1), more=False)], {b"content-length": b"3"})


def test_a_length_that_is_none_counts_for_nothing() -> None:
    assert read([part(b"ab", more=False)], {b"content-length": b"-5"}) == b"ab"


def test_a_caller_who_leaves_before_the_end_is_noticed() -> None:
    with pytest.raises(Disconnected):
        read([part(b"{", more=True), GONE])


def test_an_answer_is_two_messages() -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(respond(send, 200, [(b"a", b"b")], b"{}"))
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    assert (sent[0]["status"], sent[0]["headers"], sent[1]["body"]) == (200, [(b"a", b"b")], b"{}")


@LAW
@given(some.text(some.characters(), max_size=2000))
def test_a_header_is_one_line_of_printable_ascii_and_never_too_long(text: str) -> None:
    line = header_text(text)
    assert len(line) <= HEADER_MAX
    assert all(0x20 <= byte < 0x7F for byte in line)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("plain text", b"plain text"),
        ("a\r\nSet-Cookie: x=1", rb"a\r\nSet-Cookie: x=1"),
        ("tab\tnull\0bell\x07delete\x7f", rb"tab\tnull\x00bell\x07delete\x7f"),
        ("Núñez", rb"N\xfa\xf1ez"),
        ("😀\u2028\ud800", rb"\U0001f600\u2028\ud800"),
        ("", b""),
    ],
)
def test_what_cannot_stand_in_a_header_is_written_out(text: str, line: bytes) -> None:
    assert header_text(text) == line


def test_a_text_of_exactly_the_limit_stays_whole_and_a_longer_one_is_cut() -> None:
    assert header_text("x" * HEADER_MAX) == b"x" * HEADER_MAX
    assert header_text("x" * (HEADER_MAX + 1)) == b"x" * (HEADER_MAX - 3) + b"..."
    assert len(header_text("\n" * HEADER_MAX)) == HEADER_MAX
