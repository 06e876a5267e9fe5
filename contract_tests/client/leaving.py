"""To be told to end is to leave in good order: so that no client goes on without us."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

TERMINATED = 143


@contextmanager
def told_to_end() -> Iterator[None]:
    """Inside, SIGTERM and SIGHUP leave as sys.exit does; told again, we are at it."""
    told: list[int] = []

    def leave(number: int, frame: FrameType | None) -> None:
        told.append(number)
        if len(told) == 1:
            sys.exit(TERMINATED)

    before = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
