"""The steps at which a call may be refused that are the same for every vendor; each provider puts them in its
vendor's order.
"""

from collections.abc import Callable
from typing import Any

from simulator.domain.call import Call
from simulator.domain.credential import challenge
from simulator.domain.problem import Kind, Problem

__all__ = ["Step", "first_problem", "media_type_taken", "permitted", "without_violations"]

Step = Callable[[Any, Call], Problem | None]


def first_problem(steps: tuple[Step, ...], state: Any, call: Call) -> Problem | None:
    """The problem of the first step that has one."""
    for step in steps:
        if (problem := step(state, call)) is not None:
            return problem
    return None


def permitted(_: Any, call: Call) -> Problem | None:
    """The caller's token opens one of the ways in that the operation declares."""
    principal = call.principal
    for grant in call.demand.grants:
        if grant.api == principal.api and grant.names <= principal.grants:
            return None
    return _forbidden(call)


def media_type_taken(_: Any, call: Call) -> Problem | None:
    """A body, if there is one, comes in a media type that the operation takes."""
    taken = call.demand.media_types
    if call.media_type in taken or not (taken and (call.has_body or call.media_type)):
        return None
    named = f"got {call.media_type}" if call.media_type else "the request named none"
    return Problem(Kind.UNSUPPORTED_MEDIA_TYPE, f"send Content-Type: {' or '.join(sorted(taken))}; {named}")


def without_violations(_: Any, call: Call) -> Problem | None:
    """Parameters and body are what the operation declares."""
    if not call.violations:
        return None
    return Problem(Kind.INVALID, "; ".join(map(str, call.violations)), call.violations)


def _forbidden(call: Call) -> Problem:
    needed = " or ".join(map(str, call.demand.grants))
    principal = call.principal
    held = f"{principal.api} token with {', '.join(sorted(principal.grants)) or 'nothing'}"
    scopes = next((grant.names for grant in call.demand.grants if grant.api == principal.api), frozenset())
    return Problem(
        Kind.FORBIDDEN,
        f"{call.demand.operation} needs a {needed}; this is a {held}",
        headers=challenge("insufficient_scope", scopes),
    )
