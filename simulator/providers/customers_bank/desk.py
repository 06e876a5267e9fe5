"""What QA may do to a partner's users outside the vendor's rules: make, edit, freeze and remove them."""

from collections.abc import Mapping
from typing import Any

from simulator.domain.call import Call, Change, deleted
from simulator.domain.listing import Listed, in_order
from simulator.domain.merge_patch import merged
from simulator.domain.problem import Kind, refused
from simulator.domain.record import plain, recorded
from simulator.providers.customers_bank import rules
from simulator.providers.customers_bank.handlers import NAME, saved
from simulator.providers.customers_bank.state import State, User

__all__ = ["created", "edited", "listed", "removed", "shown"]

Json = dict[str, Any]


def listed(state: State, text: str) -> Listed[User]:
    """Every user as stored whose name or address contains the text, by name."""
    needle = text.casefold()
    among = state.users.rows.index.containing(needle) if needle else None
    return Listed(in_order(state.users, rules.alphabetic, among, lambda user: needle in rules.haystack(user)), plain)


def shown(state: State, user_id: str) -> Json | None:
    """One user as stored; None for nobody."""
    user = state.users.get(user_id)
    return None if user is None else plain(user)


def edited(state: State, user_id: str, patch: Mapping[str, Any], _: Call) -> tuple[Change, ...]:
    """A merge patch over any stored member. Raises ValueError naming the member that does not fit."""
    before = state.users.get(user_id)
    assert before is not None, "the caller has looked"
    after = recorded(merged(plain(before), patch), User)
    if after.user_id != before.user_id:
        raise ValueError("userId is what the user is found by and cannot be edited")
    return (saved(_checked(state, after)),)


def created(state: State, members: Mapping[str, Any], call: Call) -> tuple[str, tuple[Change, ...]]:
    """A user from its members; an id that is left out is made up, and the partner is the first. Returns the id.

    Raises ValueError naming the member that does not fit, and Refused where the id is taken.
    """
    home = next((partner.partner_id for partner in state.partners), "")
    user = _checked(state, recorded({"userId": call.ids.uuid(0), "partnerId": home, **members}, User))
    if state.users.get(user.user_id) is not None:
        raise refused(Kind.CONFLICT, f"userId {user.user_id} is taken")
    return user.user_id, (saved(user),)


def removed(_: State, user_id: str) -> tuple[Change, ...]:
    """The user is gone."""
    return (deleted(NAME, "users", user_id),)


def _checked(state: State, user: User) -> User:
    if state.partners.get(user.partner_id) is None:
        known = ", ".join(partner.partner_id for partner in state.partners) or "none, for there is none"
        raise ValueError(f"partnerId: expected one of {known}; got {user.partner_id}")
    return user
