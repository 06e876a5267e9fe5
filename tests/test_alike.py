"""Exchanges that are alike are told once, with how many they are; none is told twice, and none is forgotten."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from simulator.alike import since
from simulator.domain.call import Reply
from simulator.domain.exchange import Drawn
from simulator.domain.problem import Fault, Violation
from simulator.journal import Entry, Ring
from tests.laws import LAW

HELD: dict[str, Any] = {
    "at": datetime(2026, 1, 15, 9, tzinfo=UTC),
    "duration_ns": 12_345,
    "operation": "getUser",
    "verdict": "valid",
    "method": "GET",
    "target": b"/a?b=1",
    "head": b"host: x",
    "body": b"{}",
    "reply": Reply(200, {"a": 1}),
    "bare": False,
    "violations": (),
}
OTHERS: list[dict[str, Any]] = [
    {"operation": "getUserStatus"},
    {"verdict": "refused"},
    {"target": b"/a?b=2"},
    {"violations": (Violation(Fault.MISSING, "query", "q", "a value"),)},
    {"fault": Drawn("fault-1", "reset")},
    {"reply": Reply(201, {"a": 1})},
    {"reply": Reply(200, {"a": 2})},
    {"reply": Reply(200, {"a": 1}, media_type="application/problem+json")},
    {"operation": "", "method": "GET"},
    {"operation": "", "method": "PUT"},
    {"operation": "", "target": b"/b?b=1"},
]
SAME: list[dict[str, Any]] = [
    {"target": b"/b?b=1"},
    {"method": "PUT"},
    {"head": b"host: y"},
    {"body": b""},
    {"duration_ns": 1},
    {"reply": Reply(200, {"a": 1}, lasting=True)},
]


def kept(ring: Ring, times: int, *, apart: bool = False, **other: Any) -> None:
    """Keep exchanges that are alike, or no two of which are (`apart`)."""
    for _ in range(times):
        number = ring.next_number()
        target = {"target": b"/?%d" % number} if apart else {}
        ring.keep(Entry(number=number, **{**HELD, **target, **other}))


def told(ring: Ring, place: int = 0, limit: int = 1000) -> list[tuple[int, int]]:
    return [(one.first.number, one.times) for one in since(ring, place, limit).found]


def test_what_differs_in_anything_that_is_judged_or_counted_is_not_alike() -> None:
    ring = Ring(100)
    for other in [{}, *OTHERS] * 2:
        kept(ring, 1, **other)
    assert told(ring) == [(number, 2) for number in range(1, len(OTHERS) + 2)]


@pytest.mark.parametrize("other", SAME)
def test_what_differs_in_something_else_is_alike(other: dict[str, Any]) -> None:
    ring = Ring(100)
    kept(ring, 2)
    kept(ring, 3, **other)
    assert told(ring) == [(1, 5)]


def test_what_was_cleared_unread_is_told_to_be_missing() -> None:
    ring = Ring(100)
    kept(ring, 5)
    ring.clear()
    assert (told(ring), since(ring, 2, 9).dropped, since(ring, 2, 9).end) == ([], 3, 5)


@LAW
@given(some.integers(1, 9), some.lists(some.tuples(some.integers(0, 12), some.booleans())), some.integers(1, 5))
def test_whoever_reads_on_is_told_of_everything_once(length: int, steps: list[tuple[int, bool]], limit: int) -> None:
    ring, place, seen, dropped = Ring(length), 0, 0, 0
    for times, apart in steps:
        kept(ring, times, apart=apart)
        while (found := since(ring, place, limit)).end != place:
            assert len(found.found) <= limit
            place, dropped = found.end, dropped + found.dropped
            seen += sum(one.times for one in found.found)
    assert (place, seen + dropped) == (ring.end, ring.count)
