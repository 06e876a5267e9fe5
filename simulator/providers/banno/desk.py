"""What QA may do to Banno's users outside the vendor's rules: make, edit, lock, remove; and switch memo mode."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import fields, replace

from simulator.domain.call import Call, Change, deleted, put
from simulator.domain.listing import Listed
from simulator.domain.merge_patch import merged
from simulator.domain.problem import Kind, refused
from simulator.domain.record import plain, recorded
from simulator.providers.banno import rules
from simulator.providers.banno.handlers import NAME, saved
from simulator.providers.banno.state import Institution, State, User

__all__ = ["created", "edited", "listed", "removed", "shown"]

Json = dict[str, Any]
MEMO_MODE = "memoMode"


def listed(state: State, text: str) -> Listed[User]:
    """Every user as stored whom the text names, in the order a search shows them; no text names everybody."""
    return Listed(rules.listed(state, text), lambda user: _json(state, user))


def shown(state: State, user_id: str) -> Json | None:
    """One user as stored, with the memo mode of the user's institution; None for nobody."""
    user = state.users.get(user_id)
    return None if user is None else _json(state, user)


def edited(state: State, user_id: str, patch: Mapping[str, Any], call: Call) -> tuple[Change, ...]:
    """A merge patch over any stored member; `memoMode` is the institution's, and ending it takes the queued unlocks.

    Raises ValueError naming the member that does not fit.
    """
    before = state.users.get(user_id)
    assert before is not None, "the caller has looked"
    wanted = {name: value for name, value in patch.items() if name != MEMO_MODE}
    known = {one.encode_name for one in fields(User)}
    if any(name not in known for name in wanted):
        recorded({**plain(before), **wanted}, User)
    after = recorded(merged(plain(before), wanted), User) if wanted else before
    if after.user_id != before.user_id:
        raise ValueError("userId is what the user is found by and cannot be edited")
    _checked(state, after)
    if after.status != before.status:
        after = replace(after, unlock_queued=False)
    changes = (saved(replace(after, modified_at=call.at)),) if wanted else ()
    return changes + _memo_mode(state, after, patch, call)


def created(state: State, members: Mapping[str, Any], call: Call) -> tuple[str, tuple[Change, ...]]:
    """A user from its members; ids that are left out are made up. Returns the id.

    Raises ValueError naming the member that does not fit, and Refused where the id is taken.
    """
    first = next((one.institution_id for one in state.institutions), "")
    institution_id = members.get("institutionId") or first
    home = {"institutionId": institution_id, "reviewInstitutionId": institution_id}
    user = recorded({**_made_up(call), **home, **members}, User)
    if state.users.get(user.user_id) is not None:
        raise refused(Kind.CONFLICT, f"userId {user.user_id} is taken")
    _checked(state, user)
    return user.user_id, (saved(user),)


def removed(state: State, user_id: str) -> tuple[Change, ...]:
    """The user and the user's resets are gone."""
    tickets = [ticket.ticket_id for ticket in state.reset_tickets if ticket.user_id == user_id]
    return (deleted(NAME, "users", user_id), *(deleted(NAME, "reset_tickets", key) for key in tickets))


def _memo_mode(state: State, user: User, patch: Mapping[str, Any], call: Call) -> tuple[Change, ...]:
    if MEMO_MODE not in patch:
        return ()
    if not isinstance(patch[MEMO_MODE], bool):
        raise ValueError(f"{MEMO_MODE}: expected true or false, got {patch[MEMO_MODE]!r}")
    institution = _checked(state, user)
    switched = replace(institution, memo_mode=patch[MEMO_MODE])
    users = (user if one.user_id == user.user_id else one for one in state.users)
    due = [] if switched.memo_mode else rules.memo_mode_ended(users, institution, call.at)
    return (put(NAME, "institutions", institution.institution_id, switched), *map(saved, due))


def _checked(state: State, user: User) -> Institution:
    """The user's institution, where it is there and nobody else in it goes by the user's name."""
    institution = state.institutions.get(user.institution_id)
    if institution is None:
        known = ", ".join(institution.institution_id for institution in state.institutions) or "none, for there is none"
        raise ValueError(f"institutionId: expected one of {known}; got {user.institution_id}")
    before = state.users.get(user.user_id)
    if (before is None or not _alike(before, user)) and any(_taken(one, user) for one in state.users):
        raise refused(Kind.CONFLICT, f"username {user.username!r} is taken in {institution.name}")
    return institution


def _alike(one: User, other: User) -> bool:
    return one.username.casefold() == other.username.casefold() and one.institution_id == other.institution_id


def _taken(one: User, wanted: User) -> bool:
    return one.user_id != wanted.user_id and _alike(one, wanted)


def _made_up(call: Call) -> Json:
    number = call.ids.token(1)
    return {
        "userId": call.ids.uuid(0),
        "loginId": call.ids.uuid(2),
        "consumerId": call.ids.uuid(3),
        "customerId": str(int(number[:8], 16)),
        "username": f"user-{number[:8]}",
        "addedAt": call.at,
        "modifiedAt": call.at,
        "lastSeenAt": call.at,
    }


def _json(state: State, user: User) -> Json:
    institution: Institution | None = state.institutions.get(user.institution_id)
    return {**plain(user), MEMO_MODE: institution is not None and institution.memo_mode}
