"""Banno's refusals in the vendor's order, one row for each API (F-04). Who is calling was settled before (401)."""

from simulator.domain.call import Call
from simulator.domain.credential import challenge
from simulator.domain.problem import Kind, Problem
from simulator.domain.refusal import Step, media_type_taken, permitted, without_violations
from simulator.providers.banno.state import State

__all__ = ["REFUSALS"]

CONSUMER = "banno-consumer"


def own(_: State, call: Call) -> Problem | None:
    """A consumer's token opens that consumer's own path and no other, whether the other exists or not (F-04)."""
    if call.principal.api != CONSUMER or call.principal.subject in (None, call.path["userId"].lower()):
        return None
    hint = "the path's userId is not the token's user; use the token's `sub` there"
    return Problem(Kind.NOT_OWN, hint, headers=challenge("invalid_token"))


def exists(state: State, call: Call) -> Problem | None:
    """The path's institution and user exist, and belong together (B-18, B-36)."""
    institution_id = call.path.get("institutionId", "").lower()
    if institution_id and state.institutions.get(institution_id) is None:
        return _missing(f"no institution {institution_id!r}; GET /_simulator/v1/personas lists known ids")
    if "userId" not in call.path:
        return None
    user = state.users.get(call.path["userId"].lower())
    if user is None:
        return _missing(f"no user {call.path['userId']!r}; GET /_simulator/v1/personas lists known ids")
    if institution_id and user.institution_id != institution_id:
        return _missing(f"the user belongs to another institution: {user.institution_id}")
    return None


def _missing(hint: str) -> Problem:
    return Problem(Kind.NOT_FOUND, hint)


REFUSALS: dict[str, tuple[Step, ...]] = {
    "admin":    (permitted,      exists,           media_type_taken, without_violations),
    "consumer": (permitted, own, media_type_taken, exists,           without_violations),
}  # fmt: skip
