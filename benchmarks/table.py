"""Whether the last operation of the path table costs what the first does, in this process."""

import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple
from uuid import UUID

from msgspec.structs import replace

from contract_tests.bank import SAMPLE_ID, Bank
from contract_tests.exchange import Request
from contract_tests.targets.inproc import InProcess
from simulator.front import Front
from simulator.openapi.match import Matcher
from simulator.openapi.operation import Operation

__all__ = ["Ends", "ends"]

COPIES = 1000
ADDRESSES = 2000
ROUNDS = 41
ANSWERS = 200


class Ends(NamedTuple):
    """Microseconds of processor time for the first and the last operation of a table: medians of rounds by turns."""

    what: str
    first_us: float
    last_us: float


def ends() -> list[Ends]:
    """The vendors' own table, and one in which a single operation stands a thousand times."""
    target = InProcess(seed=1)
    simulator = target.app.simulator
    own = [operation for operation in simulator.matcher.operations if "{" in operation.path]
    details = next(operation for operation in own if operation.id == "getUserDetails")
    copies = [replace(details, path=f"/place-{number:04}{details.path}") for number in range(COPIES)]
    target.app = Front(replace(simulator, matcher=Matcher(copies)))
    found = [
        _found(f"finding the operation, the vendors' {len(simulator.matcher.operations)}", simulator.matcher, own),
        _found(f"finding the operation, {COPIES:,} of one shape", target.app.simulator.matcher, copies),
        _answered(f"a whole answer (GET details), {COPIES:,} operations", target, copies),
    ]
    target.close()
    return found


def _found(what: str, matcher: Matcher, table: Sequence[Operation]) -> Ends:
    """Each address once, and more of them than the matcher remembers."""

    def timed(operation: Operation) -> Callable[[], float]:
        paths = [_filled(operation.path, str(UUID(int=number))) for number in range(ADDRESSES)]

        def once() -> float:
            began = time.process_time()
            for path in paths:
                matcher.match(operation.method, path)
            return (time.process_time() - began) / ADDRESSES * 1e6

        return once

    return _by_turns(what, timed(table[0]), timed(table[-1]))


def _answered(what: str, target: InProcess, table: Sequence[Operation]) -> Ends:
    bearer = ("Authorization", f"Bearer {Bank(target, 'default').token()}")

    def timed(operation: Operation) -> Callable[[], float]:
        request = Request(operation.method, _filled(operation.path, SAMPLE_ID), (bearer,))
        assert target.answer(request).status == 200, "a refusal is no measure"

        def once() -> float:
            began = time.process_time()
            for _ in range(ANSWERS):
                target.answer(request)
            return (time.process_time() - began) / ANSWERS * 1e6

        return once

    return _by_turns(what, timed(table[0]), timed(table[-1]))


def _by_turns(what: str, first: Callable[[], float], last: Callable[[], float]) -> Ends:
    rounds = [(first(), last()) if number % 2 else (last(), first())[::-1] for number in range(ROUNDS)]
    firsts, lasts = zip(*rounds, strict=True)
    return Ends(what, median(firsts), median(lasts))


def _filled(template: str, value: str) -> str:
    return "/".join(value if part.startswith("{") else part for part in template.split("/"))
