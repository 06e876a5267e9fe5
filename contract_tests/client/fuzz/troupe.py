"""A client run with one plan after another, as long as there is time, and what the runs mean."""

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future

from contract_tests.checks.reply import mismatches
from contract_tests.client.fuzz.cause import CONFIRMED, Cause
from contract_tests.client.fuzz.crew import Crew
from contract_tests.client.fuzz.edit import EDIT, Edit
from contract_tests.client.fuzz.failure import Failure, failures
from contract_tests.client.fuzz.run import Run
from contract_tests.client.gathering import plain
from contract_tests.exchange import Exchange

REQUESTS_MAX = 10_000
Asked = deque[tuple[Sequence[Edit], Future[Run]]]


class Troupe:
    """Has a crew run the client. `runs` counts them; `requests` is how many a run may make."""

    def __init__(self, crew: Crew, seconds: float) -> None:
        self.runs = 0
        self.requests = REQUESTS_MAX
        self._crew = crew
        self._begun = time.monotonic()
        self._seconds = seconds

    @property
    def elapsed(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self._begun

    @property
    def late(self) -> bool:
        """Whether the time is up."""
        return self.elapsed > self._seconds

    def play(self, plans: Iterable[Sequence[Edit]]) -> Iterator[tuple[Sequence[Edit], Run]]:
        """A run for each plan, in their order; fewer where the time is up. Raises SimulatorError and CannotRun."""
        asked: Asked = deque()
        try:
            for edits in plans:
                if self.late:
                    break
                asked.append((edits, self._crew.run(edits, self.requests)))
                if len(asked) >= 2 * self._crew.at_once:
                    yield self._next(asked)
            while asked:
                yield self._next(asked)
        finally:
            for _, future in asked:
                future.cancel()

    def _next(self, asked: Asked) -> tuple[Sequence[Edit], Run]:
        edits, future = asked.popleft()
        run = future.result()
        self.runs += 1
        return edits, run

    def fails(self, edits: Sequence[Edit], key: tuple[str, str, str]) -> bool:
        """Whether a run with these edits fails for this cause."""
        return any(one.key == key for _, run in self.play([edits]) for one in wrong(run, edits))

    def confirmed(self, cause: Cause) -> Cause:
        """The cause, looked at again."""
        for edits, run in self.play([cause.edits] * CONFIRMED):
            cause.tried += 1
            cause.stood += any(one.key == cause.failure.key for one in wrong(run, edits))
        return cause


def wrong(run: Run, edits: Sequence[Edit]) -> list[Failure]:
    """What was wrong with the run; nothing where an edit within the spec led out of it, since its answer was not
    the one that it was meant for.
    """
    if any(one.tier == "T1" for one in edits) and not all(map(_legal, _edited(run, edits))):
        return []
    return failures(run, edits)


def _edited(run: Run, edits: Sequence[Edit]) -> Iterator[Exchange]:
    meant = {one.operation for one in edits if one.tier == "T1"} - {one.operation for one in edits if one.tier != "T1"}
    return plain(one for one in run.exchanges if one.fault == EDIT and one.operation in meant)


def _legal(exchange: Exchange) -> bool:
    operation = exchange.operation
    return operation is None or not any(mismatches(exchange, operation))
