"""Which fault, if any, wraps the deciding of a call: before it commits, after, or instead."""

from collections.abc import Awaitable, Callable

from simulator.domain.call import Reply
from simulator.openapi.operation import Operation
from simulator.stores.snapshot import Snapshot

__all__ = ["Fault", "Plan", "Proceed", "nothing_planned"]

Proceed = Callable[[], Awaitable[Reply]]
Fault = Callable[[Proceed], Awaitable[Reply]]
Plan = Callable[[Operation, Snapshot], Fault | None]


def nothing_planned(_: Operation, __: Snapshot) -> Fault | None:
    """No call draws a fault."""
    return None
