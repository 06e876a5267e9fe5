"""What stands between a caller and an action: a permission, where the target or the body decides which, or the state of
the user; all other permissions are in the spec.
"""

from collections.abc import Iterable
from typing import NamedTuple

from simulator.domain.call import Call
from simulator.providers.narmi.menu import BY_OPERATION, Action
from simulator.providers.narmi.party import body, caller
from simulator.providers.narmi.permission import (
    ADD_STAFF_USER,
    ADD_USER,
    CHANGE_EMAIL,
    EDIT_STAFF_USER,
    EDIT_USER,
    GENERATE_CODES,
    folded,
)
from simulator.providers.narmi.record.user import User
from simulator.providers.narmi.rules.hindrance import Hindrance
from simulator.providers.narmi.state import State

__all__ = ["Need", "acting", "hindered", "need", "quoted", "unmet"]

ADDED = {"staff": ADD_STAFF_USER, "customer": ADD_USER}


class Need(NamedTuple):
    """All of these permissions; and, `admin`, to be an Admin whatever the permissions."""

    names: tuple[str, ...] = ()
    admin: bool = False


def need(call: Call, user: User | None, staff: User) -> Need | None:
    """What this call needs, about this user; None where the spec alone decides it."""
    operation = call.demand.operation
    if operation == "addManagedUser":
        kind = body(call).get("kind")
        return Need((ADDED[kind],)) if isinstance(kind, str) and kind in ADDED else None
    if user is None:
        return None
    if operation in BY_OPERATION:
        return acting(operation, user)
    if operation == "editUserContact":
        return Need(tuple(_for_contact(body(call), user)))
    if operation == "generateBackupCodes":
        return Need((GENERATE_CODES,), admin=not user.customer and user.user_id != staff.user_id)
    return None


def acting(operation: str, user: User) -> Need:
    """What an action of the menu needs; an Admin's invitation is resent by Admins alone (NARMI-P-03)."""
    wanted = BY_OPERATION[operation].needed(user)
    return Need(() if wanted is None else (wanted,), admin=operation == "resendInvite" and user.admin)


def hindered(state: State, call: Call, user: User, action: Action) -> Hindrance | None:
    """Why the action does not fit the user now; nobody locks the own account, and so the only way back in."""
    staff = caller(state, call)
    if action.operation == "lockManagedUser" and staff is not None and staff.user_id == user.user_id:
        return Hindrance("own_account", "this is your own account; somebody else has to lock it")
    return action.hindered(state, user, call.at)


def unmet(wanted: Need, staff: User, owned: frozenset[str]) -> str:
    """What is missing, in a sentence; empty where nothing is."""
    if wanted.admin and not staff.admin:
        return "this is for Admins alone"
    missing = [name for name in wanted.names if not folded((name,)) <= owned]
    return f"this needs the permission {quoted(missing)}" if missing else ""


def quoted(names: Iterable[str]) -> str:
    """Labels as they are told."""
    return " and ".join(f'"{name}"' for name in names)


def _for_contact(wish: dict[str, object], user: User) -> Iterable[str]:
    """The e-mail address has a permission of its own (NARMI-034, NARMI-P-19)."""
    if "email" in wish:
        yield CHANGE_EMAIL
    if not wish or set(wish) & {"phone", "username", "address"}:
        yield EDIT_USER if user.customer else EDIT_STAFF_USER
