"""A stopwatch for processor time that always runs on one thing: whatever begins interrupts what went on before."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

__all__ = ["Watch"]

Function = Callable[..., Any]


class Watch:
    """`seconds` by name; `rest` is what has no name of its own."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._doing = ["rest"]
        self._since = time.process_time()

    def begin(self, what: str) -> None:
        """From now on, this."""
        self.book()
        self._doing.append(what)

    def end(self) -> None:
        """What went on before goes on."""
        self.book()
        self._doing.pop()

    def book(self) -> None:
        """Count what has passed until now."""
        now = time.process_time()
        doing = self._doing[-1]
        self.seconds[doing] = self.seconds.get(doing, 0.0) + now - self._since
        self._since = now

    def around(self, what: str, function: Function) -> Function:
        """The function, with the watch running on `what` while it does; from inside itself it is just called."""

        @wraps(function)
        def timed(*given: Any, **named: Any) -> Any:
            if self._doing[-1] == what:
                return function(*given, **named)
            self.begin(what)
            try:
                return function(*given, **named)
            finally:
                self.end()

        return timed
