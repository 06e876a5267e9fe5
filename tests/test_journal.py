"""The journal keeps the newest exchanges of each sandbox, counts the others, and holds no secret."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from simulator.domain.call import Reply
from simulator.domain.exchange import Drawn
from simulator.domain.problem import Fault, Violation
from simulator.journal import NOWHERE, Entry, Journal, identity, safe_head
from tests.laws import LAW

AT = datetime(2026, 1, 15, 9, tzinfo=UTC)
HELD: dict[str, Any] = {
    "at": AT,
    "duration_ns": 12_345,
    "operation": "getUser",
    "verdict": "valid",
    "method": "GET",
    "target": b"/a?b=%20",
    "head": safe_head([(b"host", b"x"), (b"x-empty", b"")]),
    "body": b"{}",
    "reply": Reply(200, {"a": 1}, hint="why"),
    "bare": False,
    "violations": (Violation(Fault.MISSING, "query", "q", "a value"),),
}


def kept(journal: Journal, sandbox: str, times: int = 1, **other: Any) -> None:
    ring = journal.ring(sandbox)
    for _ in range(times):
        ring.keep(Entry(number=ring.next_number(), **{**HELD, **other}))


def ids(journal: Journal, sandbox: str) -> list[str]:
    return [one.id for one in journal.exchanges(sandbox)]


def test_the_newest_come_first_and_the_oldest_are_dropped_and_counted() -> None:
    journal = Journal(3)
    kept(journal, "a", 5)
    assert ids(journal, "a") == ["a-5", "a-4", "a-3"]
    assert journal.ring("a").dropped == 2


def test_what_is_still_being_answered_and_what_was_cleared_is_no_drop() -> None:
    journal = Journal(2)
    kept(journal, "a", 2)
    journal.ring("a").next_number()
    assert journal.ring("a").dropped == 0
    journal.clear("a")
    assert journal.ring("a").dropped == 0


@LAW
@given(some.integers(1, 9), some.integers(0, 30))
def test_what_is_kept_and_what_was_dropped_is_everything(length: int, times: int) -> None:
    journal = Journal(length)
    kept(journal, "a", times)
    assert len(ids(journal, "a")) == min(length, times)
    assert len(ids(journal, "a")) + journal.ring("a").dropped == times


def test_sandboxes_share_neither_exchanges_nor_numbers_nor_room() -> None:
    journal = Journal(2)
    kept(journal, "a", 3)
    kept(journal, "b")
    assert (ids(journal, "a"), ids(journal, "b"), ids(journal, "c")) == (["a-3", "a-2"], ["b-1"], [])
    assert (journal.ring("a").dropped, journal.ring("b").dropped, journal.ring("c").dropped) == (1, 0, 0)
    assert journal.exchange("b", "a-3") is None


def test_clearing_one_sandbox_leaves_the_other_and_numbers_go_on() -> None:
    journal = Journal(5)
    kept(journal, "a", 2)
    kept(journal, "b")
    journal.clear("a")
    kept(journal, "a")
    assert (ids(journal, "a"), ids(journal, "b")) == (["a-3"], ["b-1"])


def test_forgetting_a_sandbox_begins_its_numbers_anew() -> None:
    journal = Journal(5)
    kept(journal, "a", 2)
    journal.forget("a")
    journal.forget("never")
    kept(journal, "a")
    assert (ids(journal, "a"), journal.ring("a").dropped) == (["a-1"], 0)


def test_a_journal_that_begins_anew_shows_and_counts_nothing_of_before() -> None:
    journal = Journal(3)
    kept(journal, "a", 5)
    journal.begin("a")
    assert (ids(journal, "a"), journal.kept("a"), journal.ring("a").dropped) == ([], 0, 0)
    kept(journal, "a", 2)
    assert (ids(journal, "a"), journal.kept("a"), journal.ring("a").dropped) == (["a-2", "a-1"], 2, 0)
    assert journal.exchange("a", "a-5") is None
    kept(journal, "a", 2)
    assert (ids(journal, "a"), journal.ring("a").dropped) == (["a-4", "a-3", "a-2"], 1)
    journal.clear("a")
    assert (ids(journal, "a"), journal.ring("a").dropped) == ([], 1)


def test_whoever_watches_is_told_of_what_was_before_a_reset_and_after_it() -> None:
    journal = Journal(5)
    kept(journal, "a", 2)
    watch = journal.watched("a", "a-1")
    journal.begin("a")
    kept(journal, "a")
    lost, found = watch.news()
    assert (lost, [one.id for one in found]) == (0, ["a-2", "a-1"])


def test_an_exchange_is_found_by_its_id_until_it_is_dropped() -> None:
    journal = Journal(1)
    kept(journal, "a", 2)
    found = journal.exchange("a", "a-2")
    assert found is not None
    assert found.id == "a-2"
    assert journal.exchange("a", "a-1") is None


def test_an_exchange_reads_as_it_took_place() -> None:
    journal = Journal(1)
    kept(journal, "a")
    (found,) = journal.exchanges("a")
    assert (found.at, found.duration_us, found.operation) == ("2026-01-15T09:00:00.000Z", 12, "getUser")
    assert (found.request.method, found.request.target, found.request.body) == ("GET", "/a?b=%20", b"{}")
    assert (found.response.status, found.response.body) == (200, b'{"a":1}')
    assert dict(found.response.headers)["x-simulator-request-id"] == "a-1"
    assert (found.hint, found.violations) == ("why", ("query parameter q: missing; expected a value",))


def test_the_fault_that_a_call_drew_is_told_and_no_answer_at_all_is_status_0() -> None:
    journal = Journal(2)
    kept(journal, "a")
    kept(journal, "a", reply=Reply(0), verdict="faulted", fault=Drawn("fault-1", "reset"))
    silent, sound = journal.exchanges("a")
    assert (sound.verdict, sound.fault) == ("valid", None)
    assert (silent.verdict, silent.fault) == ("faulted", Drawn("fault-1", "reset"))
    assert (silent.response.status, silent.response.headers, silent.response.body) == (0, (), b"")


def test_a_bare_answer_is_remembered_bare() -> None:
    journal = Journal(1)
    kept(journal, "a", bare=True)
    (found,) = journal.exchanges("a")
    assert [name for name, _ in found.response.headers] == ["content-length", "content-type"]


def headers(*given_: tuple[bytes, bytes]) -> list[tuple[str, str]]:
    """What a reader of the journal sees of these."""
    journal = Journal(1)
    kept(journal, "a", head=safe_head(given_))
    return list(next(journal.exchanges("a")).request.headers)


def test_headers_are_remembered_in_order_with_repetitions_and_all() -> None:
    sent = [(b"host", b"x: y"), (b"x-empty", b""), (b"x-twice", b"1"), (b"x-twice", b"Bearer 2")]
    assert headers(*sent) == [(name.decode(), value.decode()) for name, value in sent]
    assert headers() == []


def test_bytes_that_are_no_text_are_remembered_too() -> None:
    journal = Journal(1)
    kept(journal, "a", target=b"/\xff")
    assert next(journal.exchanges("a")).request.target == "/ÿ"
    assert headers((b"x", b"\xfe")) == [("x", "þ")]


def test_what_was_asked_of_no_sandbox_has_a_name_of_its_own() -> None:
    assert identity(NOWHERE, 1) == "nowhere-1"
    assert identity("a", 2) == "a-2"


SECRET = "hunter2"
HIDDEN = ["authorization", "cookie", "proxy-authorization"]


@pytest.mark.parametrize("name", HIDDEN)
@pytest.mark.parametrize(
    "value",
    [
        f"Bearer {SECRET}",
        SECRET,
        f"{SECRET} x",
        f"Basic {SECRET}",
        f"a={SECRET}; b=2",
        f"b=2; a={SECRET}",
        f"bearer  {SECRET}",
    ],
)
def test_no_secret_is_left_in_a_header(name: str, value: str) -> None:
    ((shown, kept_value),) = headers((name.encode(), value.encode()))
    assert shown == name
    assert SECRET not in kept_value
    assert SECRET.encode() not in safe_head([(name.encode(), value.encode())])


def test_two_secrets_are_told_apart_and_one_is_known_again() -> None:
    marks = [headers((b"authorization", b"Bearer " + text))[0][1] for text in (b"a", b"b", b"a")]
    assert marks[0] == marks[2] != marks[1]
    assert all(mark.startswith("Bearer #") for mark in marks)
