"""Records never change, so what is derived from one alone need be derived only once."""

from collections.abc import Callable
from typing import Generic, TypeVar

from simulator.domain.room import kept

__all__ = ["Remembered"]

R = TypeVar("R")
V = TypeVar("V")
KEPT_MAX = 1024


class Remembered(Generic[R, V]):
    """A function of one record that remembers its newest answers. Nobody may alter an answer."""

    __slots__ = ("_answers", "function")

    def __init__(self, function: Callable[[R], V]) -> None:
        self.function = function
        self._answers: dict[int, tuple[R, V]] = {}

    def __call__(self, record: R) -> V:
        """The function's answer. The record is kept with it, so that its identity stays its own."""
        known = self._answers.get(id(record))
        if known is not None:
            return known[1]
        return kept(self._answers, KEPT_MAX, id(record), (record, self.function(record)))[1]
