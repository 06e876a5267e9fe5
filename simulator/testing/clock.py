"""The clock of a sandbox, in a test's hand."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

__all__ = ["Clock"]


class Clock:
    """The clock of one sandbox, by which its tokens and links expire."""

    def __init__(self, ask: Callable[..., Any]) -> None:
        self._ask = ask

    @property
    def now(self) -> datetime:
        """The sandbox's present."""
        return datetime.fromisoformat(self._ask("GET", "/clock")["now"])

    def freeze(self, at: datetime | str | None = None) -> datetime:
        """Stop it: at an instant (with a time zone), or where it is. The sandbox's present."""
        __tracebackhide__ = True
        return self._put(freeze=at.isoformat() if isinstance(at, datetime) else at or True)

    def advance(self, by: float | timedelta) -> datetime:
        """Move it on, by seconds or a timedelta. The sandbox's present."""
        __tracebackhide__ = True
        return self._put(advance=by.total_seconds() if isinstance(by, timedelta) else by)

    def reset(self) -> datetime:
        """Let it be as it was at first. The sandbox's present."""
        __tracebackhide__ = True
        return self._put(reset=True)

    def _put(self, **wish: Any) -> datetime:
        __tracebackhide__ = True
        return datetime.fromisoformat(self._ask("PUT", "/clock", body=wish)["now"])
