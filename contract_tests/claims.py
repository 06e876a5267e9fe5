"""Which test proves which claim: `@proves("BAN-S-01")` on a test, read by `proof.py` and by the ledger of a run."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest

Test = TypeVar("Test", bound=Callable[..., object])


def proves(*claims: str) -> Callable[[Test], Test]:
    """Mark a test as the proof of these claims: it fails when one of them is broken. Ids must be literals."""
    return pytest.mark.proves(*claims)


def spoken_of(report: pytest.TestReport) -> Iterator[str]:
    """The claims that a report says something about: those of a test that ran, or that an error kept from it."""
    if report.when == "call" or report.outcome != "passed":
        for name, claims in report.user_properties:
            if name == "proves" and isinstance(claims, list | tuple):
                yield from map(str, claims)
