"""What a run of the command left behind."""

from collections.abc import Callable
from typing import NamedTuple

__all__ = ["Ran", "Run"]


class Ran(NamedTuple):
    """Exit code and what was printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]
