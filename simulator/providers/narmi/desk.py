"""What QA may do to Narmi's users outside the vendor's rules: make, edit, remove; and switch the environment."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import fields, replace

from simulator.domain.call import Call, Change, deleted, put
from simulator.domain.listing import Listed
from simulator.domain.merge_patch import merged
from simulator.domain.problem import Kind, refused
from simulator.domain.record import plain, recorded
from simulator.providers.narmi import derived
from simulator.providers.narmi.around import core_record
from simulator.providers.narmi.party import saved
from simulator.providers.narmi.record.profile import Profile
from simulator.providers.narmi.record.user import HERE, Environment, User
from simulator.providers.narmi.rules.due import due
from simulator.providers.narmi.rules.listing import listed as found
from simulator.providers.narmi.state import NAME, State

__all__ = ["created", "edited", "listed", "removed", "shown"]

Json = dict[str, Any]
FLAGS = ("environment", "enrollmentCodes", "offlineVerification")
NOTHING_KNOWN = dict.fromkeys(("birthDate", "email", "phone", "address"))
BESIDE = (*FLAGS, "core", "profile")


def listed(state: State, text: str) -> Listed[str]:
    """Every user as stored whose login or name contains the text, in the order of the list, with the environment."""
    flags = _flags(state)
    return Listed(found(state, text), lambda key: {**plain(state.users.get(key)), **flags})


def shown(state: State, user_id: str) -> Json | None:
    """One user as stored, with the environment, what the core has, and the lists of the profile; None for nobody."""
    user = state.users.get(user_id)
    if user is None:
        return None
    core = state.core(user.core_user_id)
    beside = {"core": None if core is None else plain(core), "profile": plain(state.profile(user_id))}
    return {**plain(user), **_flags(state), **beside}


def edited(state: State, user_id: str, patch: Mapping[str, Any], call: Call) -> tuple[Change, ...]:
    """A merge patch over any stored member; `core` and `profile` are patched in their places, and `environment`,
    `enrollmentCodes` and `offlineVerification` are everybody's. What is due by now comes before it. Raises ValueError
    naming the member that does not fit.
    """
    settled = due(state, call.at)
    return (*settled, *_edited(state.after(settled), user_id, patch))


def _edited(state: State, user_id: str, patch: Mapping[str, Any]) -> tuple[Change, ...]:
    before = state.users.get(user_id)
    assert before is not None, "the caller has looked"
    wanted = {name: value for name, value in patch.items() if name not in BESIDE}
    after = recorded(merged(plain(before), _checked(wanted)), User) if wanted else before
    if after.user_id != before.user_id:
        raise ValueError("userId is what the user is found by and cannot be edited")
    user = (saved(_unlike(state, after)),) if wanted else ()
    return (*user, *_environment(state, patch), *_profile(state, user_id, patch), *_core(state, after, patch))


def created(state: State, members: Mapping[str, Any], call: Call) -> tuple[str, tuple[Change, ...]]:
    """A user from its members, a customer unless told otherwise; what is left out is made up. Returns the id.

    Raises ValueError naming the member that does not fit, and Refused where the id or the login is taken.
    """
    number = call.ids.token(1)[:8]
    made = {"userId": call.ids.uuid(0), "type": "customer", "login": f"user-{number}", "enrolledAt": call.at}
    customer = {"coreUserId": str(int(number, 16)), "category": "personal", "enrollment": "complete"}
    own = customer if members.get("type", "customer") == "customer" else {}
    user = recorded({**made, **own, **members}, User)
    if state.users.get(user.user_id) is not None:
        raise refused(Kind.CONFLICT, f"userId {user.user_id} is taken")
    known = state.core(user.core_user_id) is not None or not user.core_user_id
    core = () if known else (put(NAME, "cores", str(user.core_user_id), derived.core_of(user)),)
    return user.user_id, (saved(_unlike(state, user)), *core)


def removed(state: State, user_id: str) -> tuple[Change, ...]:
    """The user is gone, with profile, history, and whatever was pending."""
    tickets = [one.ticket_id for one in state.reset_tickets if one.user_id == user_id]
    tasks = [one.task_id for one in state.tasks if one.user_id == user_id]
    places = [("users", user_id), ("profiles", user_id), ("histories", user_id), ("verifications", user_id)]
    places += [("reset_tickets", key) for key in tickets] + [("tasks", key) for key in tasks]
    return tuple(deleted(NAME, table, key) for table, key in places)


def _flags(state: State) -> Json:
    everything = plain(state.environment)
    return {name: everything[name] for name in FLAGS}


def _checked(wanted: Json) -> Json:
    known = {one.encode_name for one in fields(User)}
    if odd := sorted(wanted.keys() - known):
        raise ValueError(f"{odd[0]} is no member; known: {', '.join((*sorted(known), *BESIDE))}")
    return wanted


def _unlike(state: State, user: User) -> User:
    """The user, whose login nobody else has."""
    holder = state.named(user.login)
    if holder is not None and holder.user_id != user.user_id:
        raise refused(Kind.CONFLICT, f"login {user.login!r} is taken")
    return user


def _environment(state: State, patch: Mapping[str, Any]) -> tuple[Change, ...]:
    flags = {name: patch[name] for name in FLAGS if name in patch}
    if not flags:
        return ()
    return (put(NAME, "environments", HERE, recorded({**plain(state.environment), **flags}, Environment)),)


def _profile(state: State, user_id: str, patch: Mapping[str, Any]) -> tuple[Change, ...]:
    if "profile" not in patch:
        return ()
    profile = recorded(merged(plain(state.profile(user_id)), patch["profile"]), Profile)
    return (put(NAME, "profiles", user_id, replace(profile, user_id=user_id)),)


def _core(state: State, user: User, patch: Mapping[str, Any]) -> tuple[Change, ...]:
    if "core" not in patch:
        return ()
    before = state.core(user.core_user_id)
    if before is None or not isinstance(patch["core"], dict):
        raise ValueError(f"core: expected an object, and a user whom the core knows; it knows {user.core_user_id}")
    told = {**NOTHING_KNOWN, **merged(plain(before), patch["core"]), "coreUserId": before.core_user_id}
    try:
        after = core_record(before, told)
    except (TypeError, ValueError) as error:
        raise ValueError(f"core: {error}") from None
    return (put(NAME, "cores", after.core_user_id, after),)
