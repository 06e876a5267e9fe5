"""How Toy says no."""

from simulator.domain.call import Reply
from simulator.domain.problem import HTTP_STATUS, Problem

__all__ = ["refusal"]


def refusal(problem: Problem, _: str) -> Reply:
    """HTTP's own status, and what the vendor is sorry about."""
    return Reply(HTTP_STATUS[problem.kind], {"sorry": problem.kind.value}, problem.headers, hint=problem.hint)
