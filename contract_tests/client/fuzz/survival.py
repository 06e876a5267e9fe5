"""A test that calls a function again and again on answers that are edited: the decorator for Python clients."""

import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from contract_tests.client.fuzz.crew import Here
from contract_tests.client.fuzz.edit import TIERS
from contract_tests.client.fuzz.function import Bank, Function
from contract_tests.client.fuzz.hunt import Aim, Unfit, Untried, hunt
from contract_tests.client.fuzz.plan import Plan, loaded, saved
from contract_tests.client.fuzz.stage import Stage
from contract_tests.client.fuzz.telling import failed_plainly, lines
from contract_tests.client.fuzz.troupe import Troupe, wrong
from contract_tests.client.given import environment, tokens
from contract_tests.unknown import unknown
from simulator.testing import Running

FIXTURE = "simulator"
REPLAY = '@survives(plan="{}")'
Test = Callable[..., object]


class Broken(AssertionError):
    """The client does not bear all answers that it has to live with; the message has the fewest edits of each cause."""


def survives(
    tiers: Sequence[str] = tuple(TIERS),
    *,
    runs: int = 100,
    seed: int = 0,
    max_time: float = 5.0,
    max_total: float = 60.0,
    scenario: str = "",
    personas: Mapping[str, str] | None = None,
    plans: str = "fuzz-plans",
    plan: str = "",
) -> Callable[[Test], Test]:
    """As `simulator.testing.survives`. Raises ValueError."""
    if strange := unknown(tiers, TIERS):
        raise ValueError(f"tiers: unknown {strange}")
    aim = Aim(tiers, runs, seed, max_time)

    def around(test: Test) -> Test:
        _, *others = inspect.signature(test).parameters.values()

        @functools.wraps(test)
        def fuzzed(simulator: Running, **fixtures: Any) -> None:
            __tracebackhide__ = True
            with simulator.sandbox() as sandbox:
                if scenario:
                    sandbox.scenario(scenario)
                opening = tokens(sandbox, personas or {})
                given = environment(sandbox, opening, next(iter(opening)))
                wanted = fixtures if FIXTURE not in (one.name for one in others) else {**fixtures, FIXTURE: simulator}
                client = Function(lambda bank: test(bank, **wanted))
                troupe = Troupe(Here(Stage(sandbox, client, given, opening, max_time)), max_total)
                if plan:
                    _replay(troupe, loaded(Path(plan)))
                else:
                    _judge(troupe, aim, Path(plans))

        return _asking(fuzzed, others)

    return around


def _asking(fuzzed: Test, parameters: Sequence[inspect.Parameter]) -> Test:
    """The function as pytest looks at it: it asks for these fixtures, and for a simulator."""
    names = dict.fromkeys([*(one.name for one in parameters), FIXTURE])
    asked = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in names]
    fuzzed.__signature__ = inspect.Signature(asked)  # type: ignore[attr-defined]
    del fuzzed.__wrapped__  # type: ignore[attr-defined]
    return fuzzed


def _judge(troupe: Troupe, aim: Aim, folder: Path) -> None:
    __tracebackhide__ = True
    try:
        causes = hunt(troupe, aim, lambda _: None)
    except Unfit as unfit:
        told = list(failed_plainly(unfit.wrongs)) if unfit.wrongs else ["it made no request: ask at bank.url"]
        raise Broken("\n".join(told)) from None
    except Untried as untried:
        raise Broken(str(untried)) from None
    if causes:
        kept = [(cause, saved(cause, {}, folder)) for cause in causes]
        raise Broken("\n".join(["", *lines(kept, REPLAY)]))


def _replay(troupe: Troupe, plan: Plan) -> None:
    __tracebackhide__ = True
    for edits, run in troupe.play([[], plan.edits]):
        if wrongs := wrong(run, edits):
            told = [*(f"   edit      {one}" for one in edits), *(str(one) for one in wrongs)]
            raise Broken("\n".join(["", *told]))


__all__ = ["Bank", "Broken", "survives"]
