"""Single figures: how long until the first answer, how much memory, how long a fork takes."""

import asyncio
import time
from collections.abc import Callable
from statistics import median
from typing import NamedTuple

from benchmarks.server import Server, simulator
from simulator.app import composed
from simulator.settings import Settings

__all__ = ["Figures", "figures"]

STARTS = 7
FORKS = 200


class Figures(NamedTuple):
    """Medians. Memory is that of a server with the personas, after its start and after every operation was measured."""

    first_answer_ms: float
    first_answer_processor_ms: float
    resident_mb: float
    resident_loaded_mb: float
    fork_call_ms: float
    fork_ms: float


def figures(loaded: Server) -> Figures:
    """Start fresh servers for the figures of a start; take the rest from the one that was measured."""
    starts, processor, resident = zip(*(_started() for _ in range(STARTS)), strict=True)
    return Figures(
        median(starts), median(processor), median(resident), loaded.resident_mb(), _fork_call_ms(loaded), _fork_ms()
    )


def _started() -> tuple[float, float, float]:
    began = time.perf_counter()
    with simulator() as server:
        return (time.perf_counter() - began) * 1e3, server.cpu_seconds() * 1e3, server.resident_mb()


def _fork_call_ms(server: Server) -> float:
    def fork(number: int) -> None:
        server.control("POST", "/_simulator/v1/sandboxes/default/fork", {"id": f"fork-{number}"})

    took = _median_ms(fork)
    for number in range(FORKS):
        server.call("DELETE", f"/_simulator/v1/sandboxes/fork-{number}")
    return took


def _fork_ms() -> float:
    composition = composed(Settings())
    with asyncio.Runner() as runner:
        return _median_ms(lambda number: runner.run(composition.fork("default", f"fork-{number}")))


def _median_ms(act: Callable[[int], object]) -> float:
    took = []
    for number in range(FORKS):
        began = time.perf_counter()
        act(number)
        took.append((time.perf_counter() - began) * 1e3)
    return median(took)
