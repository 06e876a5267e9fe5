"""What one run of a client left behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from contract_tests.client.fuzz.belief import Belief
from contract_tests.client.fuzz.said import Said
from contract_tests.client.running import Ending
from simulator.testing import Exchange


@dataclass(frozen=True)
class Run:
    """How the client ended and what it said, its exchanges, oldest first, and its beliefs that contradict the
    simulator, each with what is true. `unbelievable` says which line is no belief; `unreadable` counts what was no
    HTTP.
    """

    ending: Ending
    said: Said
    exchanges: Sequence[Exchange]
    wrong: Sequence[tuple[Belief, Any]] = ()
    unbelievable: str = ""
    unreadable: int = 0
    clock_moves: bool = True
