"""Draws that are the same in every run: each follows from the seed, a name and how many were drawn before."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """The draws of one name under one seed."""

    def __init__(self, seed: int, name: str) -> None:
        self._seed = f"{seed}/{name}/".encode()
        self._drawn = 0

    def below(self, limit: int) -> int:
        """A number from 0 up to, and without, the limit."""
        self._drawn += 1
        digest = sha256(self._seed + str(self._drawn).encode()).digest()
        return int.from_bytes(digest[:8], "big") % limit

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.below(len(options))]
