"""Running a small machine at an upstream: few examples, and no shrinking, which would repeat writes by the hundred."""

from typing import Any, ClassVar

import hypothesis
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from contract_tests.model.run import pace
from contract_tests.upstream.upstream import Upstream

STEPS = 10
EXAMPLES = 4


class Machine(RuleBasedStateMachine):
    """A machine that lives at an upstream."""

    upstream: ClassVar[Upstream]


def lived(machine: type[Machine], upstream: Upstream, **aims: Any) -> None:
    """Let the machine live a few lives at the upstream; raises what broke first. `aims` are told to the machine."""
    aimed: Any = type(machine.__name__, (machine,), {"upstream": upstream, **aims})
    chosen = pace(examples=EXAMPLES, steps=STEPS, shrink=False)
    run_state_machine_as_test(hypothesis.seed(upstream.access.seed)(aimed), settings=chosen)
