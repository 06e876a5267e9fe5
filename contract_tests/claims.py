"""Which test proves which claim: `@proves("BAN-S-01")` on a test, read by `proof.py` and by the ledger of a run."""

from collections.abc import Callable
from typing import TypeVar

import pytest

Test = TypeVar("Test", bound=Callable[..., object])


def proves(*claims: str) -> Callable[[Test], Test]:
    """Mark a test as the proof of these claims: it fails when one of them is broken. Ids must be literals."""
    return pytest.mark.proves(*claims)
