"""How a check is declared and run: a function over exchanges that yields each one that breaks its promise, and how."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from contract_tests.exchange import Exchange

History = Sequence[Exchange]
Breaches = Iterator[tuple[Exchange, str]]
Looking = Callable[[History], Breaches]
UNREADABLE = (AttributeError, IndexError, KeyError, TypeError, ValueError)


@dataclass(frozen=True)
class Check:
    """A promise in words, the claims it proves, and the function that looks for breaches."""

    promise: str
    claims: tuple[str, ...]
    looking: Looking

    @property
    def name(self) -> str:
        """What it is chosen by, such as `pages-are-full`."""
        return self.looking.__name__.replace("_", "-")


@dataclass(frozen=True)
class Breach:
    """A broken promise: by which exchange (None where a reply could not even be read), and what is wrong with it."""

    check: Check
    exchange: Exchange | None
    wrong: str

    def __str__(self) -> str:
        """One line for the message of a failed test."""
        return f"{self.check.promise}: {self.wrong} in {self.exchange}"


CHECKS: list[Check] = []
CHOSEN: set[str] = set()
SHOWN = 3


def check(promise: str, *, claims: list[str]) -> Callable[[Looking], Looking]:
    """Declare a check. Claim ids must be literals, so that `proof.py` can read them."""

    def declared(looking: Looking) -> Looking:
        CHECKS.append(Check(promise, tuple(claims), looking))
        return looking

    return declared


def only(names: Iterable[str]) -> None:
    """Let only these checks look from now on; all of them where no names are given."""
    CHOSEN.clear()
    CHOSEN.update(names)


def breaches(history: History) -> list[Breach]:
    """What every declared check finds in a history, a few of each operation."""
    return [breach for known in CHECKS if known.name in CHOSEN or not CHOSEN for breach in _found(known, history)]


def violations(history: History) -> list[str]:
    """The same as sentences."""
    return [str(breach) for breach in breaches(history)]


def _found(known: Check, history: History) -> Iterator[Breach]:
    """At most a few of each operation, so that none hides another.

    A reply that is not what its spec says may also be one that a check cannot read; that breaks its promise too.
    """
    seen: Counter[str] = Counter()
    try:
        for exchange, wrong in known.looking(history):
            operation = exchange.operation.id if exchange.operation else ""
            seen[operation] += 1
            if seen[operation] <= SHOWN:
                yield Breach(known, exchange, wrong)
    except UNREADABLE as error:
        yield Breach(known, None, f"a reply could not be read ({error!r})")
