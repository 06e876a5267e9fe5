"""Narmi's refusals in their order: 401, 403, 404, 415, 400, 409, 422 (F-04). Each says which rule, permission or state
refused.
"""

from collections.abc import Callable

from simulator.domain.call import Call
from simulator.domain.credential import challenge
from simulator.domain.problem import Kind, Problem
from simulator.domain.refusal import Step, media_type_taken, without_violations
from simulator.providers.narmi.menu import BY_OPERATION
from simulator.providers.narmi.need import hindered, need, quoted, unmet
from simulator.providers.narmi.party import body, caller, emulation, held, target, user_key
from simulator.providers.narmi.permission import folded
from simulator.providers.narmi.rules.external import account_of
from simulator.providers.narmi.rules.hindrance import GUESSES_MAX, unless_pending
from simulator.providers.narmi.state import State
from simulator.providers.narmi.wire.refusal import unreadable

__all__ = ["REFUSALS"]

API = "narmi"


def known(state: State, call: Call) -> Problem | None:
    """The token is that of staff who can log in, and no emulation that was released."""
    if call.principal.api != API:
        return _forbidden(f"{call.demand.operation} needs a {API} token; this is a {call.principal.api} token")
    staff, emulated = caller(state, call), emulation(state, call)
    if staff is None or staff.locked or (emulated is not None and emulated.released):
        why = "was released" if staff and not staff.locked else "is of staff who is gone or locked"
        return Problem(Kind.UNAUTHENTICATED, f"the token {why}; mint another", headers=challenge("invalid_token"))
    return _forbidden("this is a customer's token; Manage Users is for staff") if staff.customer else None


def looking(state: State, call: Call) -> Problem | None:
    """An emulation sees its own user and nobody else."""
    emulated = emulation(state, call)
    if emulated is None or user_key(call) == emulated.user_id:
        return None
    return _forbidden("this emulation reads its own user alone; use the token of the staff user")


def acting(state: State, call: Call) -> Problem | None:
    """An emulation changes nothing (NARMI-096)."""
    if emulation(state, call) is None:
        return None
    return _forbidden("this emulation is read only; release it and use your own token", "read_only_emulation")


def allowed(state: State, call: Call) -> Problem | None:
    """The staff user has the permission, and the token does not take it away."""
    staff = caller(state, call)
    assert staff is not None, "refused before, where the caller is gone"
    if emulation(state, call) is not None:
        return None
    owned, key = held(state, staff, call), user_key(call)
    wanted = need(call, state.users.get(key) if key else None, staff)
    if wanted is not None:
        missing = unmet(wanted, staff, owned)
        return _forbidden(missing) if missing else None
    ways = [grant.names for grant in call.demand.grants]
    if any(folded(names) <= owned for names in ways):
        return None
    return _forbidden("this needs the permission " + " or ".join(quoted(sorted(names)) for names in ways))


def exists(state: State, call: Call) -> Problem | None:
    """What path and body name is there, and belongs to the user."""
    key = user_key(call)
    if key is not None and state.users.get(key) is None:
        return _missing(f"user {key}; GET /_simulator/v1/personas lists known ids")
    for name, there in OWNED.items():
        if name in call.path and not there(state, call):
            return _missing(f"{name} {call.path[name]} here")
    unlinked = body(call).get("core_user_id") if call.demand.operation == "unlinkCoreUserId" else None
    if isinstance(unlinked, str) and unlinked not in target(state, call).linked_core_user_ids:
        return _missing(f"core user ID {unlinked} among those that are linked")
    return None


def readable(_: State, call: Call) -> Problem | None:
    """A body, where one is asked for, is a JSON object."""
    wrong = tuple(filter(unreadable, call.violations))
    return Problem(Kind.INVALID, "; ".join(map(str, wrong)), wrong) if wrong else None


def confirmed(_: State, call: Call) -> Problem | None:
    """Staff has confirmed the action (NARMI-081)."""
    if body(call).get("confirm") is True:
        return None
    return Problem(Kind.CONFLICT, "confirm the action with confirm: true", code="confirmation_required")


def available(state: State, call: Call) -> Problem | None:
    """What is asked for fits the user as the user is now."""
    operation = call.demand.operation
    if operation in OTHERWISE:
        return OTHERWISE[operation](state, call)
    if operation not in BY_OPERATION or user_key(call) is None:
        return None
    found = hindered(state, call, target(state, call), BY_OPERATION[operation])
    return None if found is None else Problem(Kind.CONFLICT, found.why, code=found.code)


def not_linked_yet(state: State, call: Call) -> Problem | None:
    """A core user ID is linked once (NARMI-M-11)."""
    user, wanted = target(state, call), body(call).get("core_user_id")
    found = BY_OPERATION["linkCoreUserId"].hindered(state, user, call.at)
    if found is not None:
        return Problem(Kind.CONFLICT, found.why, code=found.code)
    if wanted not in user.core_user_ids:
        return None
    return Problem(Kind.CONFLICT, f"core user ID {wanted} is {user.login}'s already", code="already_linked")


def pending(state: State, call: Call) -> Problem | None:
    """The external account waits to be verified, and guesses at it are left (NARMI-039)."""
    account = account_of(state, call)
    assert account is not None, "refused before, where there is no such account"
    found = unless_pending(account)
    if found is not None:
        return Problem(Kind.CONFLICT, found.why, code=found.code)
    if call.demand.operation != "guessMicrodeposits" or account.attempts < GUESSES_MAX:
        return None
    return _forbidden(f"{GUESSES_MAX} guesses were made; staff can reset the attempts", "max_number_requests")


def in_production(state: State, _: Call) -> Problem | None:
    """UAT sends no SMS, so there is nothing to look up (NARMI-068)."""
    if state.environment.sends:
        return None
    return Problem(Kind.CONFLICT, "UAT sends no SMS, so there is no history of them", code="not_available_in_uat")


def _device(state: State, call: Call) -> bool:
    wanted, key = call.path["deviceId"].lower(), user_key(call) or ""
    return any(device.device_id == wanted for device in state.profile(key).mfa_devices)


def _emulation(state: State, call: Call) -> bool:
    staff, found = caller(state, call), state.emulations.get(call.path["emulationId"].lower())
    own = staff is not None and found is not None and found.staff_id == staff.user_id
    return own and found is not None and not found.released


def _forbidden(hint: str, code: str = "") -> Problem:
    return Problem(Kind.FORBIDDEN, hint, code=code)


def _missing(what: str) -> Problem:
    return Problem(Kind.NOT_FOUND, f"there is no {what}")


OWNED: dict[str, Callable[[State, Call], bool]] = {
    "accountId": lambda state, call: account_of(state, call) is not None,
    "deviceId": _device,
    "taskId": lambda state, call: state.tasks.get(call.path["taskId"].lower()) is not None,
    "emulationId": _emulation,
}
OTHERWISE: dict[str, Callable[[State, Call], Problem | None]] = {
    "linkCoreUserId": not_linked_yet,
    "guessMicrodeposits": pending,
    "resetGuessAttempts": pending,
    "getNotificationHistory": in_production,
}
READING: tuple[Step, ...] = (known, looking, allowed, exists)
WRITING: tuple[Step, ...] = (known, acting, allowed, exists, media_type_taken, readable)
REFUSALS: dict[str, tuple[Step, ...]] = {
    "read": (*READING, available, without_violations),
    "write": (*WRITING, available, without_violations),
    "action": (*WRITING, confirmed, available, without_violations),
    "release": (known, exists),
}
