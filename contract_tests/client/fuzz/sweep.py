"""Every single edit, one run each: what fails here is minimal as it is. In between, as soon as the single ones are
known, what few runs can show of several: all that can be missing at once, and two surprises in a row.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from contract_tests.client.fuzz.afterwards import Mishap, afterwards
from contract_tests.client.fuzz.answer import Conditions
from contract_tests.client.fuzz.candidates import candidates, counted
from contract_tests.client.fuzz.cause import Cause
from contract_tests.client.fuzz.edit import Edit
from contract_tests.client.fuzz.failure import Failure
from contract_tests.client.fuzz.missing import MISSING, missing
from contract_tests.client.fuzz.run import Run
from contract_tests.client.fuzz.shrink import shrunk
from contract_tests.client.fuzz.troupe import Troupe, wrong
from contract_tests.client.gathering import plain
from contract_tests.exchange import Exchange

Key = tuple[str, str, str]
Reached = Callable[[Collection[Cause]], bool]
"""Whether these causes are all that was looked for."""


@dataclass
class Swept:
    """Causes by key, edits that were borne, and what edits led to: calls that the plain run did not make, each with the
    edit before it; `then` are mishaps with another in the next call. Of `all` edits `tried` were.
    """

    causes: dict[Key, Cause] = field(default_factory=dict)
    borne: list[Edit] = field(default_factory=list)
    led_to: list[tuple[Edit, Edit]] = field(default_factory=list)
    then: dict[tuple[Mishap, str], tuple[Edit, Edit]] = field(default_factory=dict)
    all: int = 0
    tried: int = 0


@dataclass(frozen=True)
class Sweep:
    """How edits are tried: `known` are the calls of the plain run, by operation and number, `proposed` the edits that
    another run's exchanges leave room for. All goes into `found`, until that is `reached`.
    """

    troupe: Troupe
    found: Swept
    known: Collection[tuple[str, int]]
    proposed: Callable[[Sequence[Exchange]], list[Edit]]
    reached: Reached

    @property
    def over(self) -> bool:
        """Whether nothing more is looked for."""
        return self.reached(self.found.causes.values())

    def singly(self, edits: Sequence[Edit]) -> None:
        """Each by itself."""
        for (edit,), run in self._played([one] for one in edits):
            self.found.tried += 1
            if failed := wrong(run, [edit]):
                self._blamed(failed, edit)
            else:
                self._borne(edit, list(plain(run.exchanges)))

    def together(self, plans: Iterable[Sequence[Edit]]) -> None:
        """Several at once."""
        for edits, run in self._played(plans):
            for failure in wrong(run, edits):
                if failure.key not in self.found.causes:
                    seen = Cause(failure, edits, self.troupe.runs, self.troupe.elapsed)
                    self.found.causes[failure.key] = shrunk(self.troupe, seen)

    def _played(self, plans: Iterable[Sequence[Edit]]) -> Iterator[tuple[Sequence[Edit], Run]]:
        """As the troupe plays them, until enough is found."""
        for played in self.troupe.play(plans if not self.over else ()):
            yield played
            if self.over:
                break

    def _borne(self, edit: Edit, exchanges: Sequence[Exchange]) -> None:
        after = self.proposed(exchanges)
        self.found.borne.append(edit)
        for name, pair in afterwards(edit, exchanges, after):
            self.found.then.setdefault(name, pair)
        new = (one for one in after if (one.operation, one.nth) not in self.known and not one.lasting)
        self.found.led_to += [(edit, one) for one in new]

    def _blamed(self, failed: Sequence[Failure], edit: Edit) -> None:
        for failure in failed:
            if failure.key in self.found.causes:
                self.found.causes[failure.key].others.append(edit)
            else:
                self.found.causes[failure.key] = Cause(failure, [edit], self.troupe.runs, self.troupe.elapsed)


def sweep(troupe: Troupe, plain_run: Run, tiers: Sequence[str], conditions: Conditions, reached: Reached) -> Swept:
    """Try every edit of what the plain run was answered, and some together, until enough is found."""
    usual = list(plain(plain_run.exchanges))
    every = candidates(usual, tiers, conditions)
    found = Swept(all=len(every))
    known = {(one.operation.id, nth) for one, nth in counted(usual) if one.operation}
    trying = Sweep(troupe, found, known, lambda after: candidates(after, tiers, conditions), reached)
    soon, late = _after(every, lambda edit: edit.what in MISSING), _after(every, lambda edit: not edit.slow)
    trying.singly(every[:soon])
    trying.together(missing(found.borne))
    trying.singly(every[soon:late])
    trying.together(found.then.values())
    trying.singly(every[late:])
    for cause in found.causes.values():
        troupe.confirmed(cause)
    return found


def _after(edits: Sequence[Edit], so: Callable[[Edit], bool]) -> int:
    """The place after the last edit that is so."""
    return 1 + max((at for at, one in enumerate(edits) if so(one)), default=-1)
