"""Instants are read in any offset and written in one form."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as some

from simulator.domain.moment import from_text, to_text
from tests.laws import LAW

INSTANTS = some.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30), timezones=some.just(UTC))  # noqa: DTZ001


def test_an_instant_is_written_as_the_vendor_prints_it() -> None:
    assert to_text(datetime(2022, 1, 21, 16, 45, 47, 118_999, UTC)) == "2022-01-21T16:45:47.118Z"


def test_an_instant_of_another_offset_is_written_in_utc() -> None:
    there = timezone(timedelta(hours=5, minutes=30))
    assert to_text(datetime(2022, 1, 1, 2, 0, tzinfo=there)) == "2021-12-31T20:30:00.000Z"


@LAW
@given(INSTANTS)
def test_what_is_written_reads_back_to_the_millisecond(at: datetime) -> None:
    assert from_text(to_text(at)) == at.replace(microsecond=at.microsecond // 1000 * 1000)


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-15T09:00:00Z",
        "2026-01-15T09:00:00",
        "2026-01-15T09:00:00.000Z",
        "2026-01-15T10:30:00+01:30",
        "2026-01-15 09:00Z",
    ],
)
def test_one_instant_may_be_told_in_many_ways(text: str) -> None:
    assert from_text(text) == datetime(2026, 1, 15, 9, tzinfo=UTC)


def test_a_bare_date_is_its_midnight() -> None:
    assert from_text("2026-01-15") == datetime(2026, 1, 15, tzinfo=UTC)


def test_what_was_read_is_in_utc() -> None:
    assert from_text("2026-01-15T10:30:00+01:30").tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tomorrow",
        "2026-02-30",
        "2026-13-01",
        "12:00",
        "1768467600",
        "9999-12-31T23:59:59-01:00",
        "0001-01-01T00:00+01:00",
    ],
)
def test_what_is_no_instant_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="expected ISO 8601, for example 2026-01-15T09:00:00Z") as caught:
        from_text(text)
    assert repr(text) in str(caught.value)
