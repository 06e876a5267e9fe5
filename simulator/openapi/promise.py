"""Whether a reply is one that its operation's spec declares."""

from msgspec import UNSET

from simulator.domain.call import Reply
from simulator.domain.problem import Fault, Violation
from simulator.openapi.operation import Operation

__all__ = ["broken_promises"]


def broken_promises(operation: Operation, reply: Reply) -> tuple[Violation, ...]:
    """Where the reply is not what the operation declares; empty when it keeps its word."""
    if reply.status not in operation.replies:
        known = ", ".join(map(str, operation.replies))
        return (Violation(Fault.CONSTRAINT, "reply", "status", f"one of {known}", str(reply.status)),)
    if wanted := operation.headers[reply.status] - {name.lower() for name, _ in reply.headers}:
        return tuple(Violation(Fault.MISSING, "reply", f"header {name}", "this header") for name in sorted(wanted))
    schema = operation.replies[reply.status]
    if schema is None:
        return () if reply.body is UNSET else (Violation(Fault.CONSTRAINT, "reply", "", "no body"),)
    if reply.body is UNSET:
        return (Violation(Fault.MISSING, "reply", "", "a body"),)
    return schema.violations(reply.body, "reply")
