"""How a check is declared and run: a function over exchanges that yields a sentence for each broken promise."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from contract_tests.exchange import Exchange

History = Sequence[Exchange]
Looking = Callable[[History], Iterator[str]]


@dataclass(frozen=True)
class Check:
    """A promise in words, the claims it proves, and the function that looks for breaches."""

    promise: str
    claims: tuple[str, ...]
    looking: Looking


CHECKS: list[Check] = []
SHOWN = 3


def check(promise: str, *, claims: list[str]) -> Callable[[Looking], Looking]:
    """Declare a check. Claim ids must be literals, so that `proof.py` can read them."""

    def declared(looking: Looking) -> Looking:
        CHECKS.append(Check(promise, tuple(claims), looking))
        return looking

    return declared


def violations(history: History) -> list[str]:
    """What every declared check finds in a history, a few sentences each, headed by the broken promise."""
    return [f"{known.promise}: {found}" for known in CHECKS for found in islice(known.looking(history), SHOWN)]
