"""What the end user or the core does, so that a test can bring it about: a login, an enrolment, a core user ID, an SMS,
any line of history.
"""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from simulator.domain.call import Call, Change, put
from simulator.domain.problem import Kind, refused
from simulator.domain.record import plain, recorded
from simulator.providers.narmi import derived
from simulator.providers.narmi.around import core_record
from simulator.providers.narmi.party import saved
from simulator.providers.narmi.record.core import CoreUser
from simulator.providers.narmi.record.history import SYSTEM, Actor, Code, Entry
from simulator.providers.narmi.record.pending import Notification
from simulator.providers.narmi.record.user import User
from simulator.providers.narmi.rules import user as of
from simulator.providers.narmi.rules.chronicle import actor, noted, written
from simulator.providers.narmi.rules.due import due
from simulator.providers.narmi.state import NAME, State

__all__ = ["LISTS"]

Json = Mapping[str, Any]
Added = tuple[dict[str, Any], tuple[Change, ...]]
STAFF = Actor("staff", "Staff")
HOME, BROWSER = "203.0.113.7", "Chrome/126.0"
"""Where an end user is, unless told otherwise."""


def history(state: State, user_id: str, members: Json, call: Call) -> Added:
    """A line of any of the 89 codes; by the user, unless `actor` says staff or system."""
    who = members.get("actor", "user")
    actors = {"user": actor(_user(state, user_id)), "staff": STAFF, "system": SYSTEM}
    if who not in actors:
        raise ValueError(f"actor: expected one of {', '.join(actors)}; got {who!r}")
    made = {"entryId": call.ids.uuid(), "at": call.at, "ip": None if who == "system" else HOME}
    entry = recorded({**made, **members, "actor": plain(actors[who])}, Entry)
    return plain(entry), (written(state, user_id, entry),)


def core(state: State, user_id: str, members: Json, call: Call) -> Added:
    """Another core user ID for the same person; what is left out is as on the one the user has (NARMI-110)."""
    user = _user(state, user_id)
    wanted = members.get("coreUserId") or str(10_000_000 + int(call.ids.token(), 16) % 90_000_000)
    if state.core(wanted) is not None:
        raise refused(Kind.CONFLICT, f"the core has core user ID {wanted} already")
    first = state.core(user.core_user_id) or derived.core_of(replace(user, core_user_id=wanted))
    try:
        made = core_record(first, {**members, "coreUserId": wanted})
    except (TypeError, ValueError) as error:
        raise ValueError(f"core: {error}") from None
    recorded(plain(made), CoreUser)
    return plain(made), (put(NAME, "cores", wanted, made),)


def logins(state: State, user_id: str, members: Json, call: Call) -> Added:
    """The user logs in, with the password or with a backup code in place of a device, which is good once
    (NARMI-P-17). Raises Refused where the user is locked (NARMI-082).
    """
    user = _user(state, user_id)
    if user.locked or user.enrollment == "pending_code" or user.invited:
        why = "is locked" if user.locked else "has not chosen credentials yet"
        raise refused(Kind.CONFLICT, f"{user.login} {why} and cannot log in")
    good, spent = _opened(state, user, members)
    code: Code = "user.login" if good else "user.login_failed"
    call = _elsewhere(call, members)
    seen = (saved(replace(user, last_login_at=call.at)),) if good else ()
    return {"succeeded": good}, (*seen, *spent, *noted(state, user, call, actor(user), code))


def enrollments(state: State, user_id: str, members: Json, call: Call) -> Added:
    """The user enters the enrolment code, and perhaps chooses a login (NARMI-098)."""
    user = _user(state, user_id)
    if user.enrollment != "pending_code":
        raise refused(Kind.CONFLICT, f"{user.login} has enrolled already")
    if not user.enrollment_code or members.get("code") != user.enrollment_code:
        raise ValueError("code: expected the enrolment code that was sent")
    after = of.enrolled(user, call.at, members.get("login"))
    holder = state.named(after.login)
    if holder is not None and holder.user_id != user_id:
        raise refused(Kind.CONFLICT, f"login {after.login!r} is taken")
    call = _elsewhere(call, members)
    return plain(after), (saved(after), *noted(state, user, call, actor(user), "user.enroll"))


def notifications(_: State, __: str, members: Json, call: Call) -> Added:
    """An SMS that was sent, to whatever number (NARMI-065)."""
    made = {"notificationId": call.ids.uuid(), "sentAt": call.at}
    one = recorded({**made, **members}, Notification)
    return plain(one), (put(NAME, "notifications", one.notification_id, one),)


def _user(state: State, user_id: str) -> User:
    user = state.users.get(user_id)
    assert user is not None, "the caller has looked"
    return user


def _elsewhere(call: Call, members: Json) -> Call:
    """The call as if it came from where the end user is."""
    return replace(call, peer=members.get("ip", HOME), agent=members.get("agent", BROWSER))


def _opened(state: State, user: User, members: Json) -> tuple[bool, tuple[Change, ...]]:
    """Whether password and backup code, as far as they are given, are right; and the code's end."""
    right = members.get("password", user.password) == user.password
    if "backupCode" not in members:
        return right, ()
    profile = state.profile(user.user_id)
    known = any(one.code == members["backupCode"] and not one.used for one in profile.backup_codes)
    if not (right and known):
        return False, ()
    codes = tuple(replace(one, used=True) if one.code == members["backupCode"] else one for one in profile.backup_codes)
    return True, (put(NAME, "profiles", user.user_id, replace(profile, backup_codes=codes)),)


def _settled(add: Callable[[State, str, Json, Call], Added]) -> Callable[[State, str, Json, Call], Added]:
    """The same, after what is due by now."""

    def added(state: State, user_id: str, members: Json, call: Call) -> Added:
        before = due(state, call.at)
        told, changes = add(state.after(before), user_id, members, call)
        return told, (*before, *changes)

    return added


LISTS = {
    "history": _settled(history),
    "core": _settled(core),
    "logins": _settled(logins),
    "enrollments": _settled(enrollments),
    "notifications": _settled(notifications),
}
