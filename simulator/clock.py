"""A sandbox's clock: the wall's, or frozen, each moved by what the sandbox asked for. The only module that reads the
wall clock.
"""

from datetime import UTC, datetime, timedelta
from time import perf_counter_ns
from typing import Annotated

from msgspec import Meta, Struct

from simulator.domain.call import Change, put
from simulator.domain.moment import from_text
from simulator.domain.table import Rows, Table
from simulator.stores.snapshot import Snapshot

__all__ = ["FROZEN_AT", "Setting", "advanced", "frozen", "now", "reset", "rows", "setting", "stopwatch"]

SLICE, TABLE, KEY = "clock", "settings", "clock"
FROZEN_AT = from_text("2026-01-15T09:00:00Z")
FIRST_YEAR, LAST_YEAR = 1971, 2400
LONGEST_STEP = timedelta(days=36525)


class Setting(Struct, frozen=True, rename="camel"):
    """How a sandbox tells the time: frozen at an instant, or the wall's time plus `offset_seconds`."""

    frozen_at: Annotated[datetime, Meta(tz=True)] | None = None
    offset_seconds: float = 0.0

    def __post_init__(self) -> None:
        """Raises ValueError outside the years that a clock may show."""
        if self.frozen_at is not None and not FIRST_YEAR <= self.frozen_at.year <= LAST_YEAR:
            raise ValueError(f"the clock shows the years {FIRST_YEAR} to {LAST_YEAR}; {self.frozen_at.year} is none")
        if not abs(self.offset_seconds) <= LONGEST_STEP.total_seconds():
            raise ValueError("a clock is at most a hundred years from the wall's")


def rows(initial: Setting) -> dict[str, Rows[Setting]]:
    """The slice of a population whose sandboxes begin with this setting."""
    return {TABLE: Rows({KEY: initial})}


def setting(snapshot: Snapshot) -> Setting:
    """The setting in force."""
    return snapshot.view(SLICE, _in_force)


def now(snapshot: Snapshot) -> datetime:
    """The sandbox's instant."""
    current = setting(snapshot)
    if current.frozen_at is not None:
        return current.frozen_at
    present = datetime.now(UTC)
    return present + timedelta(seconds=current.offset_seconds) if current.offset_seconds else present


def stopwatch() -> int:
    """Nanoseconds that only differences of mean anything: for how long something took, never for when it was."""
    return perf_counter_ns()


def frozen(at: datetime) -> Change:
    """The clock stands at that instant. Raises ValueError outside the years that a clock may show."""
    return put(SLICE, TABLE, KEY, Setting(frozen_at=at))


def advanced(snapshot: Snapshot, seconds: float) -> Change:
    """The clock is that much later (or, with a negative number, earlier). Raises ValueError beyond what a clock may
    show.
    """
    if not abs(seconds) <= LONGEST_STEP.total_seconds():
        raise ValueError("advance: expected at most a hundred years, in seconds")
    current = setting(snapshot)
    if current.frozen_at is not None:
        return frozen(current.frozen_at + timedelta(seconds=seconds))
    return put(SLICE, TABLE, KEY, Setting(offset_seconds=current.offset_seconds + seconds))


def reset(snapshot: Snapshot) -> Change:
    """The clock tells the time it began with."""
    return put(SLICE, TABLE, KEY, snapshot.population[SLICE][TABLE][KEY])


def _in_force(tables: dict[str, Table[Setting]]) -> Setting:
    return tables[TABLE].get(KEY) or Setting()
