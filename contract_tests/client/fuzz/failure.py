"""What was wrong with a run of a client, in kinds that tell causes apart."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from contract_tests.client.fuzz.edit import Edit, is_counted
from contract_tests.client.fuzz.run import Run
from contract_tests.client.gathering import Alike
from contract_tests.client.judging import breaches
from contract_tests.tape import SANDBOX
from simulator.testing import Exchange

GAVE_UP = 75
"""The exit code of a client that gave up in good order (EX_TEMPFAIL of sysexits.h)."""
REPEATS_MAX = 10
"""So often the same request may fail before asking again is a storm."""
EVERYWHERE = frozenset({"gave up", "hang", "retry storm", "early retry", "repeated write", "endless paging"})
"""Kinds that say more about how a client calls than about which call it was."""
PAGES_MAX = 30
EARLY_SECONDS = 0.05
"""What clocks and rounding may make of a waiting time."""
CARRIED_OUT = frozenset({"lost-response", "truncate", "garbage", "latency"})
"""Faults of calls that are carried out, though the client may not hear of it."""
BROKEN = frozenset({"lost-response", "reset", "truncate", "garbage"})
"""Faults after which there is no answer."""
BUSY = 429
DIGITS = re.compile(r"0x[0-9a-f]+|\d+")
UUIDS = re.compile(r"(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`]*`")


@dataclass(frozen=True)
class Failure:
    """A kind, where it came to be (an operation, a line of a program) and, in words, what it was.

    Runs that fail with the same `key` fail for one cause.
    """

    kind: str
    where: str
    what: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What stays the same whatever the values were. Of a crash whose line is known, the first word of what it said
        is enough; of a belief, the place; and who waits or asks too long does so wherever it is.
        """
        if self.kind in EVERYWHERE:
            return self.kind, "", ""
        if self.kind == "belief":
            return self.kind, self.where, ""
        said = stemmed(self.what.partition(": ")[2])
        return self.kind, self.where, said.partition(":")[0] if self.kind == "crash" and self.where else said

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}"


def failures(run: Run, edits: Sequence[Edit] = ()) -> list[Failure]:
    """All that was wrong with a run under these edits, the gravest first, each cause once."""
    found: dict[tuple[str, str, str], Failure] = {}
    for one in _all(run, edits):
        found.setdefault(one.key, one)
    return list(found.values())


def stemmed(text: str) -> str:
    """The words of a message without what differs from run to run."""
    return DIGITS.sub("#", QUOTED.sub("'…'", UUIDS.sub("#", text)))


def _all(run: Run, edits: Sequence[Edit]) -> Iterator[Failure]:
    yield from _ended(run, edits)
    yield from _asked_again(run, edits)
    for one in breaches((Alike(1, one) for one in run.exchanges), ""):
        asked = one.operation or where(one.request)
        yield Failure("invalid request", asked, f"{asked}: {one.where} {one.wrong}; expected {one.expected}")
    if run.unreadable:
        yield Failure("invalid request", "", "it sent what is no HTTP")
    for belief, found in run.wrong:
        place = f"{where(belief.path)} {belief.at}"
        yield Failure("belief", place, f"it believes that {belief}; the simulator has {found!r}")
    if run.unbelievable:
        yield Failure("belief", "", run.unbelievable)


def _ended(run: Run, edits: Sequence[Edit]) -> Iterator[Failure]:
    ending = run.ending
    if ending.stopped:
        yield _stopped(run)
    elif ending.code not in (0, GAVE_UP):
        how = f"exit code {ending.code}" if ending.code > 0 else f"signal {-ending.code}"
        yield Failure("crash", run.said.place, f"{how}: {run.said.last or 'it said nothing'}")
    elif ending.code == GAVE_UP and all(edit.tier == "T1" for edit in edits) and not _refused(run):
        yield Failure("gave up", "", f"exit code {GAVE_UP}, though every answer was good: {run.said.last}")


def _stopped(run: Run) -> Failure:
    """Asking on and on, or waiting."""
    last = run.exchanges[-1] if run.exchanges else None
    asked = last.operation if last else ""
    targets = Counter(one.request.target for one in run.exchanges if one.operation == asked)
    if len(targets) > PAGES_MAX:
        return Failure("endless paging", asked, f"{len(targets)} different requests of {asked}; {run.ending}")
    if targets and max(targets.values()) > REPEATS_MAX:
        return Failure("retry storm", asked, f"{max(targets.values())} times the same {asked}; {run.ending}")
    return Failure("hang", asked, f"{run.ending}; its last request was {asked or 'none'}")


def _asked_again(run: Run, edits: Sequence[Edit]) -> Iterator[Failure]:
    """Calls that came again too often, too early, or though they had been carried out."""
    before: dict[tuple[str, ...], tuple[Exchange, int]] = {}
    calls: Counter[str] = Counter()
    failed: Counter[tuple[str, ...]] = Counter()
    for one in run.exchanges:
        key, asked = (one.request.method, one.request.target, one.request.body), one.operation
        calls[asked] += is_counted(one.response.status, one.fault)
        failed[key] = failed[key] + 1 if _failed(one) else 0
        if failed[key] == REPEATS_MAX + 1:
            yield Failure("retry storm", asked, f"more than {REPEATS_MAX} times the same {asked}")
        if key in before:
            first, nth = before[key]
            early = _wait(first) - (_at(one) - _at(first)).total_seconds()
            if early > EARLY_SECONDS and run.clock_moves:
                yield Failure("early retry", asked, f"{asked} again {early:.1f} s before Retry-After allows it")
            if one.request.method == "POST" and _carried_out(first, nth, edits) and not _keyed(one):
                yield Failure("repeated write", asked, f"{asked} again, though the first had been carried out")
        before[key] = one, calls[asked]


def _failed(exchange: Exchange) -> bool:
    return exchange.response.status >= 500 or exchange.response.status == BUSY or exchange.fault in BROKEN


def _carried_out(exchange: Exchange, nth: int, edits: Sequence[Edit]) -> bool:
    """Whether the `nth` call of an operation was carried out, and the client cannot know."""
    meant = (one.fault for one in edits if one.befalls(exchange.operation, nth))
    faults = [one for one in meant if one["kind"] == exchange.fault]
    return any(exchange.fault in CARRIED_OUT or fault.get("carriedOut") for fault in faults)


def _keyed(exchange: Exchange) -> bool:
    """Whether the request may be repeated, since it says what it repeats."""
    return any(name.lower().endswith("idempotency-key") for name, _ in exchange.request.headers)


def _wait(exchange: Exchange) -> float:
    """For how many seconds the answer asks to be left alone."""
    told = next((value for name, value in exchange.response.headers if name.lower() == "retry-after"), "")
    if told.isdecimal():
        return float(told)
    return (parsedate_to_datetime(told) - _at(exchange)).total_seconds() if told else 0.0


def _at(exchange: Exchange) -> datetime:
    return datetime.fromisoformat(exchange.at)


def _refused(run: Run) -> bool:
    return any(one.response.status >= 400 for one in run.exchanges)


def where(path: str) -> str:
    """The path without what names somebody."""
    return UUIDS.sub("{id}", SANDBOX.sub("", path, count=1).partition("?")[0])
