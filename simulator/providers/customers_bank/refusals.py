"""Customers Bank's refusals in the vendor's order (F-04); who may write is decided on the state of this moment."""

from simulator.domain.call import Call
from simulator.domain.credential import challenge
from simulator.domain.problem import Kind, Problem
from simulator.domain.refusal import Step, media_type_taken, permitted, without_violations
from simulator.providers.customers_bank.handlers import caller
from simulator.providers.customers_bank.state import State

__all__ = ["REFUSALS"]

OPEN_TO_USERS = frozenset({"listPartnerUsers", "getPartnerUser"})


def known(state: State, call: Call) -> Problem | None:
    """The token's user is still there; a deleted user's token is nobody's."""
    subject = call.principal.subject
    if subject is None or call.principal.api != call.demand.grants[0].api or state.users.get(subject) is not None:
        return None
    return Problem(
        Kind.UNAUTHENTICATED,
        "the token's user is there no more; mint one for another",
        headers=challenge("invalid_token"),
    )


def welcome(state: State, call: Call) -> Problem | None:
    """Neither frozen nor disabled (B-57)."""
    user = caller(state, call)
    if not user.is_frozen and user.account_enabled:
        return None
    return Problem(Kind.FORBIDDEN, f"the caller {user.user_id} is {'frozen' if user.is_frozen else 'disabled'}")


def administrator(state: State, call: Call) -> Problem | None:
    """Only administrators write, and only they see credentials (CUBI-10, CUBI-50, CUBI-60)."""
    if call.demand.operation in OPEN_TO_USERS or caller(state, call).is_admin:
        return None
    return Problem(Kind.FORBIDDEN, f"{call.demand.operation} is for administrators; this token's user is none")


def exists(state: State, call: Call) -> Problem | None:
    """The user or credential that path or body names belongs to the caller's partner."""
    partner_id = caller(state, call).partner_id
    if "id" in call.path:
        credential = state.credentials.get(call.path["id"].lower())
        return None if credential is not None and credential.partner_id == partner_id else _missing("credential")
    user_id = call.path.get("userId") or (call.body["id"] if call.demand.operation == "updatePartnerUser" else None)
    if user_id is None:
        return None
    user = state.users.get(user_id.lower())
    return None if user is not None and user.partner_id == partner_id else _missing("user")


def _missing(what: str) -> Problem:
    return Problem(Kind.NOT_FOUND, f"the caller's partner has no such {what}")


REFUSALS: dict[str, tuple[Step, ...]] = {
    "partner": (known, permitted, welcome, administrator, media_type_taken, without_violations, exists),
}
