"""A sandbox's clock stands or goes, is moved, and returns to how it began."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from simulator import clock
from simulator.clock import FROZEN_AT, Setting
from simulator.domain.call import Change
from simulator.stores.snapshot import Snapshot
from tests.laws import LAW


def snapshot(initial: Setting, *changes: Change) -> Snapshot:
    before = Snapshot({"clock": clock.rows(initial)})
    return before.after(changes) if changes else before


FROZEN = snapshot(Setting(frozen_at=FROZEN_AT))
WALL = snapshot(Setting())


def test_a_frozen_clock_stands() -> None:
    assert clock.now(FROZEN) == clock.now(FROZEN) == datetime(2026, 1, 15, 9, tzinfo=UTC)


def test_the_walls_clock_tells_the_time() -> None:
    before = datetime.now(UTC)
    now = clock.now(WALL)
    assert before <= now <= datetime.now(UTC)


def test_a_frozen_clock_moves_by_exactly_what_it_is_moved() -> None:
    later = FROZEN.after([clock.advanced(FROZEN, 90.5)])
    assert clock.now(later) == FROZEN_AT + timedelta(seconds=90.5)
    back = later.after([clock.advanced(later, -90.5)])
    assert clock.now(back) == FROZEN_AT
    assert clock.now(FROZEN) == FROZEN_AT


def test_steps_of_the_walls_clock_add_up() -> None:
    once = WALL.after([clock.advanced(WALL, 3600)])
    twice = once.after([clock.advanced(once, 3600)])
    assert clock.setting(twice) == Setting(offset_seconds=7200)
    assert (
        timedelta(hours=2)
        <= clock.now(twice) - datetime.now(UTC) + timedelta(seconds=1)
        < timedelta(hours=2, seconds=5)
    )


def test_freezing_forgets_the_offset_and_resetting_the_freezing() -> None:
    moved = WALL.after([clock.advanced(WALL, 60)])
    stopped = moved.after([clock.frozen(FROZEN_AT)])
    assert clock.setting(stopped) == Setting(frozen_at=FROZEN_AT)
    assert clock.setting(stopped.after([clock.reset(stopped)])) == Setting()


def test_a_clock_that_began_frozen_is_reset_to_that_instant() -> None:
    moved = FROZEN.after([clock.advanced(FROZEN, 60)])
    assert clock.now(moved.after([clock.reset(moved)])) == FROZEN_AT


def test_a_fork_has_a_clock_of_its_own() -> None:
    fork = FROZEN.after([clock.advanced(FROZEN, 60)])
    assert (clock.now(FROZEN), clock.now(fork)) == (FROZEN_AT, FROZEN_AT + timedelta(minutes=1))


def test_without_a_setting_the_wall_counts() -> None:
    assert clock.setting(FROZEN.after([Change("clock", "settings", "clock", None)])) == Setting()


@pytest.mark.parametrize("year", [1, 1970, 2401, 9999])
def test_a_clock_shows_no_year_that_breaks_things(year: int) -> None:
    with pytest.raises(ValueError, match=f"the years 1971 to 2400; {year}"):
        clock.frozen(datetime(year, 6, 1, tzinfo=UTC))


@pytest.mark.parametrize("year", [1971, 2400])
def test_the_first_and_the_last_year_are_among_those_it_shows(year: int) -> None:
    at = datetime(year, 6, 1, tzinfo=UTC)
    assert clock.now(FROZEN.after([clock.frozen(at)])) == at


@pytest.mark.parametrize("seconds", [1e300, -1e300, float("nan"), float("inf"), 36525 * 86400 + 1.0])
def test_a_step_is_at_most_a_hundred_years(seconds: float) -> None:
    for at in (FROZEN, WALL):
        with pytest.raises(ValueError, match="at most a hundred years"):
            clock.advanced(at, seconds)


def test_many_steps_stop_where_a_clock_does() -> None:
    century = 36525 * 86400.0
    later = FROZEN
    for _ in range(3):
        later = later.after([clock.advanced(later, century)])
    with pytest.raises(ValueError, match="the years 1971 to 2400"):
        clock.advanced(later, century)
    far = WALL.after([clock.advanced(WALL, century)])
    with pytest.raises(ValueError, match="at most a hundred years from the wall's"):
        clock.advanced(far, 1)


@pytest.mark.parametrize(
    "stored",
    [
        {"offsetSeconds": 1e18},
        {"frozenAt": "2026-01-01T00:00:00"},
        {"frozenAt": "0001-01-01T00:00:00Z"},
        {"frozenAt": "9999-12-31T23:59:59Z"},
        {"frozenAt": "now"},
    ],
)
def test_a_setting_that_no_clock_can_have_cannot_be_read(stored: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(stored, Setting)


@LAW
@given(some.lists(some.floats(-1e8, 1e8), max_size=6))
def test_a_frozen_clock_is_as_far_as_the_sum_of_its_steps(steps: list[float]) -> None:
    later = FROZEN
    for step in steps:
        later = later.after([clock.advanced(later, step)])
    assert clock.now(later) == FROZEN_AT + sum((timedelta(seconds=step) for step in steps), timedelta())


def test_a_stopwatch_only_goes_forward() -> None:
    times = [clock.stopwatch() for _ in range(100)]
    assert times == sorted(times)
