"""Running a state machine against the target: seeded, with no memory of earlier runs, shrunk to the shortest case."""

from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from contract_tests.targets import Target


def agreed(machine: type[RuleBasedStateMachine], target: Target, *, seed: int, examples: int, steps: int) -> None:
    """Let the machine and the target live through the same; raises the shortest sequence in which they differ."""
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        report_multiple_bugs=False,
        print_blob=False,
        phases=[Phase.generate, Phase.shrink, Phase.explain],
        suppress_health_check=list(HealthCheck),
    )
    aimed: Any = type(machine.__name__, (machine,), {"target": target})
    run_state_machine_as_test(hypothesis.seed(seed)(aimed), settings=chosen)
