"""Who is calling, and about whom."""

from typing import Any

from msgspec import UNSET

from simulator.domain.call import Call, Change, put
from simulator.providers.narmi.permission import ALL, folded
from simulator.providers.narmi.record.history import Actor
from simulator.providers.narmi.record.pending import Emulation
from simulator.providers.narmi.record.user import User
from simulator.providers.narmi.rules.chronicle import actor
from simulator.providers.narmi.state import NAME, State

__all__ = ["body", "caller", "emulation", "held", "me", "saved", "target", "user_key"]


def emulation(state: State, call: Call) -> Emulation | None:
    """The emulation whose token this is; None for a staff user's own."""
    return state.emulations.get(call.principal.client)


def caller(state: State, call: Call) -> User | None:
    """The staff user whose token this is; with no token asked, the first Admin by id. None: nobody who is there."""
    if call.principal.subject is None:
        admins = state.index.found("", "admin", None)
        return min((user for user in map(state.users.get, admins) if user), key=lambda user: user.user_id, default=None)
    return state.users.get(call.principal.subject)


def me(state: State, call: Call) -> Actor:
    """The caller, as the one who does it."""
    user = caller(state, call)
    assert user is not None, "refused before, where the caller is gone"
    return actor(user)


def held(state: State, user: User, call: Call) -> frozenset[str]:
    """The permissions that count: the token's, as far as the staff user has them now; folded. Where no token is asked,
    there is none to narrow them.
    """
    role = state.roles.get(user.role) if user.role else None
    own = ALL if user.admin else () if role is None else role.permissions
    return folded(own) if call.principal.subject is None else folded(own) & folded(call.principal.grants)


def body(call: Call) -> dict[str, Any]:
    """The body's members; none where there is no body, or none that could be read."""
    return call.body if isinstance(call.body, dict) else {}


def user_key(call: Call) -> str | None:
    """The id of the user whom path or body name."""
    named = call.path.get("userId", UNSET)
    if named is UNSET and call.demand.operation == "startEmulation":
        named = body(call).get("user_id", UNSET)
    return named.lower() if isinstance(named, str) else None


def target(state: State, call: Call) -> User:
    """The user whom the call is about."""
    key = user_key(call)
    user = None if key is None else state.users.get(key)
    assert user is not None, "refused before, where the user does not exist"
    return user


def saved(user: User) -> Change:
    """The user stands like this from now on."""
    return put(NAME, "users", user.user_id, user)
