"""The same load on both servers in turn, the order changed each round, so that the machine's moods hit both."""

import json
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.load import Load, Rate, measured
from benchmarks.operation import Operation
from benchmarks.server import Server, bare

__all__ = ["Comparison", "compared"]

WARM_UP_SECONDS = 1


class Comparison(NamedTuple):
    """All rounds of one operation."""

    name: str
    status: int
    ours: list[Rate]
    bares: list[Rate]

    @property
    def ratios(self) -> list[float]:
        """Our requests a second for each one of bare uvicorn, round by round."""
        return [mine.per_second / theirs.per_second for mine, theirs in zip(self.ours, self.bares, strict=True)]

    @property
    def ratio(self) -> float:
        """The median round."""
        return median(self.ratios)

    @property
    def processor_ratio(self) -> float:
        """The same by processor time instead of time: what else runs on the machine hardly moves it."""
        return median(theirs.server_us / mine.server_us for mine, theirs in zip(self.ours, self.bares, strict=True))


def compared(operation: Operation, simulator: Server, rounds: int, seconds: int, scratch: Path) -> Comparison:
    """Measure one operation on the simulator and on a bare server that answers what the simulator answered."""
    status = recorded(simulator, operation.prepared(simulator), scratch / "reply.json")
    ours: list[Rate] = []
    bares: list[Rate] = []
    with bare(scratch / "reply.json") as yardstick:
        for number in range(-1, rounds):
            for target in (simulator, yardstick)[:: 1 if number % 2 else -1]:
                load = operation.prepared(simulator)
                load = load if target is simulator else load._replace(once=False)
                rate = measured(target, load, WARM_UP_SECONDS if number < 0 else seconds, scratch)
                if number >= 0:
                    (ours if target is simulator else bares).append(rate)
    return Comparison(operation.name, status, ours, bares)


def recorded(simulator: Server, load: Load, reply: Path) -> int:
    """Keep the answer to the first request in a file, headers included; return its status."""
    head, _, body = load.first().partition("\r\n\r\n")
    line, *fields = head.split("\r\n")
    method, path, _ = line.split(" ")
    sent = dict(field.split(": ", 1) for field in fields)
    status, headers, content = simulator.raw(method, path, body or None, sent)
    if status >= 300:
        raise SystemExit(f"{method} {path} answered {status}: {content.decode()[:300]}")
    reply.write_text(json.dumps({"status": status, "headers": headers, "body": content.decode()}))
    return status
