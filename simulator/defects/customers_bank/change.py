"""Bugs in what an update of a user changes, and what it leaves alone."""

from collections.abc import Callable
from typing import Any

from msgspec import structs

from simulator.defects.customers_bank.parts import ROW, Json, Written, bug, excusing, first_day, stored, with_users
from simulator.defects.customers_bank.shown import elsewhere_too
from simulator.defects.wrapping import Seed, all_of, around, around_step
from simulator.domain.call import Call, Handler, Outcome, Reply
from simulator.domain.problem import Problem
from simulator.domain.refusal import Step
from simulator.providers.customers_bank import rules
from simulator.providers.customers_bank.handlers import caller, saved
from simulator.providers.customers_bank.refusals import exists
from simulator.providers.customers_bank.state import State

__all__ = ["DEFECTS"]

UPDATE = "updatePartnerUser"
NAME_MAX = 50


def _kept(edit: Callable[[Written], Json]) -> Seed:
    """An update stores these members instead."""
    return stored(UPDATE, edit)


def _added_roles(new: Written) -> Json:
    return {"roles": tuple(dict.fromkeys((*new.before.roles, *new.user.roles)))} if new.body.get("Roles") else {}


def _roles_lost_on_renaming(new: Written) -> Json:
    return {"roles": ()} if new.user.name != new.before.name and new.body.get("Roles") is None else {}


def _renamed_to_itself(new: Written) -> Json:
    same = (new.user.name or "").casefold() == (new.before.name or "").casefold()
    return {"name": new.before.name} if same else {}


def _one_thing_at_once(new: Written) -> Json:
    both = new.body.get("Roles") is not None and new.body.get("showApi") is not None
    return {"show_api": new.before.show_api} if both else {}


def _right_lost(new: Written) -> Json:
    return {"is_admin": new.before.is_primary_admin} if new.body.get("isAdmin", 0) is None else {}


def _login(new: Written) -> Json:
    own = new.user.user_id == caller(new.state, new.call).user_id
    return {"last_logged_in_at": new.call.at} if own else {}


def _taken(name: str, member: str, kind: type[Any]) -> Seed:
    """A member that an update does not know is written all the same."""
    return _kept(lambda new: {member: new.body[name]} if isinstance(new.body.get(name), kind) else {})


def _from_the_first_day(sound: Handler, state: State, call: Call) -> Outcome:
    """The update starts from the record of the first day, so far as what it leaves alone is concerned."""
    now, first = state.users.get(call.body["id"].lower()), first_day(state, call.body["id"])
    if now is None or first is None:
        return sound(state, call)
    older = structs.replace(first, is_admin=now.is_admin, is_frozen=now.is_frozen, partner_id=now.partner_id)
    return sound(with_users(state, older), call)


def _lost_in_capitals(sound: Handler, state: State, call: Call) -> Outcome:
    outcome = sound(state, call)
    return outcome if call.body["id"] == call.body["id"].lower() else Outcome(outcome.reply)


def _is_primary(state: State, call: Call) -> bool:
    user = state.users.get(call.body["id"].lower())
    return user is not None and user.is_primary_admin


def _is_last(state: State, call: Call) -> bool:
    return not _is_primary(state, call)


def _done(state: State, call: Call) -> Outcome:
    user = state.users.get(call.body["id"].lower())
    assert user is not None, "refused before, where the user does not exist"
    return Outcome(Reply(202), (saved(rules.updated(user, call.body)),))


def _unknown_accepted(sound: Handler, state: State, call: Call) -> Outcome:
    return sound(state, call) if state.users.get(call.body["id"].lower()) else Outcome(Reply(202))


def _known_or_unknown(sound: Step, state: State, call: Call) -> Problem | None:
    free = call.demand.operation == UPDATE and state.users.get(call.body["id"].lower()) is None
    return None if free else sound(state, call)


DEFECTS = (
    bug("partner-null-clears-name", UPDATE,
        "A name that is null in an update is cleared.", ("F-07", "CUBI-53"),
        _kept(lambda new: {"name": new.body["name"]} if "name" in new.body else {})),
    bug("partner-absent-api-access-lost", UPDATE,
        "Access to the API is lost in an update that does not name it.", ("F-07", "CUBI-56"),
        _kept(lambda new: {} if "showApi" in new.body else {"show_api": False})),
    bug("partner-null-right-lost", UPDATE,
        "An isAdmin that is null in an update makes an ordinary user of whoever is not the primary administrator.",
        ("F-07", "CUBI-54"),
        _kept(_right_lost)),
    bug("partner-roles-lost-on-renaming", UPDATE,
        "Roles are lost in an update that changes the name and does not name them.", ("F-07", "CUBI-51"),
        _kept(_roles_lost_on_renaming)),
    bug("partner-empty-roles-ignored", UPDATE,
        "An empty list of roles leaves the roles as they are.", ("CUBI-55",),
        _kept(lambda new: {} if new.body.get("Roles") else {"roles": new.before.roles})),
    bug("partner-name-in-other-letters-ignored", UPDATE,
        "A name that differs from the old one in letter case alone is not stored.", ("CUBI-53", "B-56"),
        _kept(_renamed_to_itself)),
    bug("partner-name-cut", UPDATE,
        "A name is cut off after fifty characters.", ("CUBI-53",),
        _kept(lambda new: {"name": new.user.name[:NAME_MAX] if new.user.name else new.user.name})),
    bug("partner-roles-sorted", UPDATE,
        "Roles are stored in alphabetical order.", ("CUBI-55",),
        _kept(lambda new: {"roles": tuple(sorted(new.user.roles))})),
    bug("partner-roles-added", UPDATE,
        "Roles in an update are added to those that the user has.", ("CUBI-51", "CUBI-55"),
        _kept(_added_roles)),
    bug("partner-roles-and-access-not-together", UPDATE,
        "An update of roles and API access at once changes the roles alone.", ("CUBI-51",),
        _kept(_one_thing_at_once)),
    bug("partner-update-thaws", UPDATE,
        "A frozen user who is updated is frozen no more.", ("CUBI-51",),
        _kept(lambda _: {"is_frozen": False})),
    bug("partner-update-takes-address", UPDATE,
        "An e-mail address in an update is stored.", ("CUBI-51",),
        _taken("email", "email", str)),
    bug("partner-update-makes-primary", UPDATE,
        "An isPrimaryAdmin in an update is stored.", ("CUBI-51", "F-06"),
        _taken("isPrimaryAdmin", "is_primary_admin", bool)),
    bug("partner-own-update-is-a-login", UPDATE,
        "Who updates oneself has logged in at that moment.", ("CUBI-51",),
        _kept(_login)),
    bug("partner-second-update-loses-the-first", UPDATE,
        "An update starts from the record of the first day, so that names, roles and access given since are lost.",
        ("CUBI-51", "B-56"),
        around(UPDATE, _from_the_first_day)),
    bug("partner-update-in-capitals-lost", UPDATE,
        "An update whose id has capitals is answered 202 and not stored.", ("B-56", "B-44"),
        around(UPDATE, _lost_in_capitals)),
    bug("partner-primary-administrator-demoted", UPDATE,
        "The primary administrator can be made an ordinary user.", ("B-58",),
        excusing(UPDATE, _is_primary, _done)),
    bug("partner-last-administrator-demoted", UPDATE,
        "The last administrator who is not the primary one can be made an ordinary user.", ("B-58",),
        excusing(UPDATE, _is_last, _done)),
    bug("partner-other-partners-updated", UPDATE,
        "Users of other partners can be updated by whoever knows their ids.", ("CUBI-59", "F-04"),
        elsewhere_too(UPDATE)),
    bug("partner-update-of-nobody-accepted", UPDATE,
        "An update of a user who is not there is answered 202.", ("CUBI-59", "F-04"),
        all_of(around_step(ROW, exists, _known_or_unknown), around(UPDATE, _unknown_accepted))),
)  # fmt: skip
