"""Every single edit, one run each: what fails here is minimal as it is."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from contract_tests.client.fuzz.answer import Conditions
from contract_tests.client.fuzz.candidates import candidates, counted
from contract_tests.client.fuzz.cause import Cause
from contract_tests.client.fuzz.edit import Edit
from contract_tests.client.fuzz.failure import Failure
from contract_tests.client.fuzz.run import Run
from contract_tests.client.fuzz.troupe import Troupe, wrong
from contract_tests.client.gathering import plain

Key = tuple[str, str, str]
Reached = Callable[[Collection[Cause]], bool]
"""Whether these causes are all that was looked for."""


@dataclass
class Swept:
    """Causes by key, edits that were borne, and what edits led to: calls that the plain run did not make, each with the
    edit before it. Of `all` edits `tried` were.
    """

    causes: dict[Key, Cause] = field(default_factory=dict)
    borne: list[Edit] = field(default_factory=list)
    led_to: list[tuple[Edit, Edit]] = field(default_factory=list)
    all: int = 0
    tried: int = 0


def sweep(troupe: Troupe, plain_run: Run, tiers: Sequence[str], conditions: Conditions, reached: Reached) -> Swept:
    """Try every edit of what the plain run was answered, until enough is found."""
    usual = list(plain(plain_run.exchanges))
    known = {(one.operation.id, nth) for one, nth in counted(usual) if one.operation}
    every = candidates(usual, tiers, conditions)
    found = Swept(all=len(every))
    for (edit,), run in troupe.play([[one] for one in every]):
        found.tried += 1
        if failed := wrong(run, [edit]):
            _blamed(found, failed, edit, troupe)
            if reached(found.causes.values()):
                break
        else:
            found.borne.append(edit)
            after = candidates(list(plain(run.exchanges)), tiers, conditions)
            found.led_to += [(edit, one) for one in after if (one.operation, one.nth) not in known and not one.lasting]
    for cause in found.causes.values():
        troupe.confirmed(cause)
    return found


def _blamed(found: Swept, failed: Sequence[Failure], edit: Edit, troupe: Troupe) -> None:
    for failure in failed:
        if failure.key in found.causes:
            found.causes[failure.key].others.append(edit)
        else:
            found.causes[failure.key] = Cause(failure, [edit], troupe.runs, troupe.elapsed)
