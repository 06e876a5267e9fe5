"""The whole of it: a plain run, which must pass; every single edit; then several at once."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from contract_tests.client.fuzz.answer import Conditions
from contract_tests.client.fuzz.cause import Cause
from contract_tests.client.fuzz.edit import TIERS
from contract_tests.client.fuzz.failure import Failure, failures
from contract_tests.client.fuzz.sweep import sweep
from contract_tests.client.fuzz.troupe import Troupe
from contract_tests.client.running import CannotRun

TIMES, MORE = 10, 20
"""A run may make so many times the requests of the plain run, and so many more."""
MARGIN_SECONDS = 2.0
"""So long after the end of a run comes what never comes."""
Say = Callable[[str], object]


class Unfit(Exception):
    """The client fails without any edit, so that nothing was fuzzed: by these failures, or (none) by asking nothing."""

    def __init__(self, wrongs: Sequence[Failure] = ()) -> None:
        super().__init__("the client fails without any edit" if wrongs else "the client made no request")
        self.wrongs = wrongs


class Untried(Exception):
    """No answer that the client got leaves room for an edit of these tiers, so that it has proven nothing."""

    def __init__(self, tiers: Sequence[str]) -> None:
        tried = " or ".join(tiers)
        super().__init__(f"nothing was tried: no answer that it got can be edited within {tried}; take other tiers")


@dataclass(frozen=True)
class Aim:
    """What to look for: edits of which tiers, in how many runs of several edits, beginning at which seed; how many
    seconds a run may take; and whether the first cause is enough (`fail_fast`).
    """

    tiers: Sequence[str] = tuple(TIERS)
    runs: int = 200
    seed: int = 0
    max_time: float = 10.0
    fail_fast: bool = False

    def reached(self, causes: Collection[Cause]) -> bool:
        """Whether nothing more needs to be found."""
        return self.fail_fast and bool(causes)


def hunt(troupe: Troupe, aim: Aim, say: Say) -> list[Cause]:
    """All causes of failure that were found; `say` hears how it goes. Raises Unfit, Untried, SimulatorError and
    CannotRun.
    """
    first = next((run for _, run in troupe.play([[]])), None)
    if first is None:
        raise CannotRun("there was no time for a plain run")
    if wrongs := failures(first):
        raise Unfit(wrongs)
    if not first.exchanges:
        raise Unfit
    say(f"plain run: {many(len(first.exchanges), 'request')} in {first.ending.seconds:.1f} s, all well")
    troupe.requests = TIMES * len(first.exchanges) + MORE
    conditions = Conditions(first.clock_moves, aim.max_time + MARGIN_SECONDS)
    swept = sweep(troupe, first, aim.tiers, conditions, aim.reached)
    if not swept.all:
        raise Untried(aim.tiers)
    say(f"sweep: {swept.tried} of {swept.all} single edits, {many(len(swept.causes), 'cause')} of failure")
    if not troupe.late and aim.runs and not aim.reached(swept.causes.values()):
        from contract_tests.client.fuzz.search import search

        before = troupe.runs
        search(troupe, swept, aim.runs, aim.seed, aim.reached)
        say(f"search: {troupe.runs - before} runs with several edits, {many(len(swept.causes), 'cause')} in all")
    return list(swept.causes.values())


def many(count: int, what: str) -> str:
    """So many of it, in words."""
    return f"{count} {what}{'' if count == 1 else 's'}"
