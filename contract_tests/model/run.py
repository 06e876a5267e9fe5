"""Running a state machine against the target: seeded, with no memory of earlier runs, shrunk to the shortest case."""

import sys
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from contract_tests.tape import Taped


def pace(*, examples: int, steps: int, shrink: bool) -> settings:
    """How long machines live and what becomes of a failure, without a memory of earlier runs."""
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        report_multiple_bugs=False,
        print_blob=False,
        phases=[Phase.generate, Phase.shrink, Phase.explain] if shrink else [Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def agreed(
    machine: type[RuleBasedStateMachine], target: Taped, *, seed: int, examples: int, steps: int, shrink: bool
) -> None:
    """Let the machine and the target live through the same; raises the shortest sequence in which they differ, or the
    first one where nothing is to be shrunk.
    """

    def begin(self: RuleBasedStateMachine) -> None:
        """The tape is to hold the last sequence alone, which is the shortest one where something was found."""
        target.cut()
        machine.__init__(self)

    aimed: Any = type(machine.__name__, (machine,), {"target": target, "__init__": begin})
    run_state_machine_as_test(
        hypothesis.seed(seed)(aimed), settings=pace(examples=examples, steps=steps, shrink=shrink)
    )


def unbroken() -> bool:
    """Whether the steps of a sequence went well, for a teardown that would hide what went wrong in one of them."""
    return sys.exc_info()[0] is None
