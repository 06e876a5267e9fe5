"""Bugs in which right is asked for: another one, none, or one where none is needed."""

from typing import Any

from msgspec import structs

from simulator.defects.narmi.parts import bug, stepping
from simulator.defects.wrapping import Seed, around, refusals
from simulator.domain.call import Call, Handler, Outcome, Reply
from simulator.domain.problem import Kind, Problem
from simulator.domain.refusal import Step
from simulator.providers.narmi.party import body, target, user_key
from simulator.providers.narmi.refusals import allowed
from simulator.providers.narmi.state import State

__all__ = ["DEFECTS"]


def _free(*operations: str) -> Seed:
    """These operations need no permission."""

    def wrapped(sound: Step, state: State, call: Call) -> Problem | None:
        return None if call.demand.operation in operations else sound(state, call)

    return stepping(allowed, wrapped)


def _by_type(operation: str) -> Seed:
    """Whether the user is staff is not looked at: what opens a customer opens everybody."""

    def wrapped(sound: Step, state: State, call: Call) -> Problem | None:
        user = state.users.get(user_key(call) or "")
        if call.demand.operation != operation or user is None or user.customer:
            return sound(state, call)
        other = structs.replace(user, type="customer")
        table = type(state.users)(state.users.rows, ({other.user_id: other}, *state.users.layers))
        return sound(structs.replace(state, users=table), call)

    return stepping(allowed, wrapped)


def _one_way_in(sound: Step, state: State, call: Call) -> Problem | None:
    """Who may add customers may add staff."""
    if call.demand.operation != "addManagedUser" or body(call).get("kind") != "staff":
        return sound(state, call)
    either = (sound(state, structs.replace(call, body={"kind": kind})) for kind in ("staff", "customer"))
    return None if None in tuple(either) else sound(state, call)


def _needs_more(sound: Step, state: State, call: Call) -> Problem | None:
    problem = sound(state, call)
    if problem is not None or call.demand.operation != "checkDeletedTransactions":
        return problem
    lacking = "Can lock user".casefold() not in {name.casefold() for name in call.principal.grants}
    return Problem(Kind.FORBIDDEN, 'this needs the permission "Can lock user"') if lacking else None


def _known_action(reply: Reply, _: Problem, operation: str) -> Reply:
    if operation != "unknownAction" or reply.status != 404:
        return reply
    return structs.replace(reply, status=409, body={"id": "unknown_action", "message": "there is no such action"})


def _anew(sound: Handler, state: State, call: Call) -> Outcome:
    """A new PIN each time, and the one before is good no more."""
    key = target(state, call).user_id
    table: Any = state.verifications
    return sound(structs.replace(state, verifications=type(table)(table.rows, ({key: None}, *table.layers))), call)


def _to_device(sound: Handler, state: State, call: Call) -> Outcome:
    """The PIN goes to the newest phone among the devices, if there is one."""
    user = target(state, call)
    phones = [one.label for one in state.profile(user.user_id).mfa_devices if one.type == "phone"]
    if not phones:
        return sound(state, call)
    other = structs.replace(user, phone=phones[-1])
    table = type(state.users)(state.users.rows, ({other.user_id: other}, *state.users.layers))
    return sound(structs.replace(state, users=table), call)


DEFECTS = (
    bug("narmi-rights-lock-of-staff", "lockManagedUser",
        "Who may lock customers may lock staff, and nobody else may.", ("NARMI-P-01",),
        _by_type("lockManagedUser")),
    bug("narmi-rights-staff-by-customer-adders", "addManagedUser",
        "Who may add customers may add staff.", ("NARMI-P-13",),
        stepping(allowed, _one_way_in)),
    bug("narmi-rights-list-for-all", "listManagedUsers",
        "The list of users needs no permission.", ("NARMI-P-14",),
        _free("listManagedUsers")),
    bug("narmi-rights-history-for-all", "listHistory",
        "History needs no permission.", ("NARMI-P-14",),
        _free("listHistory")),
    bug("narmi-rights-billpay-list-for-viewers", "listBillpayCredentials",
        "Bill pay credentials are listed for everybody.", ("NARMI-P-08",),
        _free("listBillpayCredentials")),
    bug("narmi-rights-attempts-for-all", "resetGuessAttempts",
        "Resetting attempts needs no permission.", ("NARMI-P-15",),
        _free("resetGuessAttempts")),
    bug("narmi-rights-email-update-for-all", "updateUserEmail",
        "Taking over the core's address needs no permission.", ("NARMI-P-11", "NARMI-034"),
        _free("updateUserEmail")),
    bug("narmi-rights-reset-for-all", "resetUserPassword",
        "Resetting a password needs no permission.", ("NARMI-P-10",),
        _free("resetUserPassword")),
    bug("narmi-rights-deleted-needs-lock", "checkDeletedTransactions",
        "Checking for deleted transactions needs the permission to lock.", ("NARMI-P-04",),
        stepping(allowed, _needs_more)),
    bug("narmi-unknown-action-conflicts", "unknownAction",
        "An action that nobody knows is answered 409.", ("NARMI-M-06",),
        refusals(_known_action)),
    bug("narmi-verify-anew", "verifyUser",
        "Verifying again sends another PIN while one is out.", ("NARMI-M-17",),
        around("verifyUser", _anew)),
    bug("narmi-verify-to-device", "verifyUser",
        "A support PIN goes to the newest phone among the devices.", ("NARMI-P-21",),
        around("verifyUser", _to_device)),
)  # fmt: skip
