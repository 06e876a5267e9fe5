"""Bugs in adding users, in contact information, in invitations and messages."""

from typing import Any

from msgspec import structs

from simulator.defects.narmi.parts import ENTRIES, Json, altered, blind, bug, dropped, excused, noted, stepping, stored
from simulator.defects.wrapping import around
from simulator.domain.call import Call, Change, Handler, Outcome, put
from simulator.domain.message import OUTBOX
from simulator.domain.problem import Problem
from simulator.domain.refusal import Step
from simulator.providers.narmi.handlers import HANDLERS
from simulator.providers.narmi.record.profile import Profile
from simulator.providers.narmi.record.user import Address, User
from simulator.providers.narmi.refusals import allowed, available
from simulator.providers.narmi.state import NAME, State

__all__ = ["DEFECTS"]

ADD, CONTACT, INVITE, SEND = "addManagedUser", "editUserContact", "resendInvite", "sendMessages"


def _any_role(state: State, call: Call) -> Outcome:
    """Staff whose role is missing is read-only staff."""
    wish: Any = call.body
    if wish.get("kind") != "staff" or wish.get("role") is not None:
        return HANDLERS[ADD](state, call)
    return HANDLERS[ADD](state, structs.replace(call, body={**wish, "role": "Read only"}))


def _same_login(state: State, call: Call) -> Outcome:
    """A login that differs in letter case is another one."""
    wish: Any = call.body
    name = "email" if wish.get("kind") == "staff" else "username"
    same = any(user.login == wish.get(name) for user in state.users)
    if same or state.named(wish.get(name, "")) is None:
        return HANDLERS[ADD](state, call)
    made = HANDLERS[ADD](state, structs.replace(call, body={**wish, name: f"{wish[name]}.2"}))
    body: Any = made.reply.body
    login = {"login": wish[name]}
    changed = tuple(
        structs.replace(one, record=structs.replace(one.record, login=wish[name])) if one.table == "users" else one
        for one in made.changes
    )
    return Outcome(structs.replace(made.reply, body={**body, **login}), changed)


def _enrolled(user: User, _: State, __: Call) -> Json:
    return {"enrollment": "complete"} if user.customer else {}


def _as_staff(user: User, _: State, __: Call) -> Json:
    return {"type": "staff", "role": "Support"} if user.admin else {}


def _address_anew(_: User, __: State, call: Call) -> Json:
    wish: Any = call.body
    if not isinstance(wish.get("address"), dict):
        return {}
    told = {name: text for name, text in wish["address"].items() if name in Address.__struct_fields__}
    return {"address": Address(**told)}


def _core_too(sound: Handler, state: State, call: Call) -> Outcome:
    """The core's address is changed with the user's."""
    outcome = sound(state, call)
    user: Any = next((one.record for one in outcome.changes if one.table == "users"), None)
    core = state.core(user.core_user_id) if user is not None else None
    if core is None or "email" not in call.body:
        return outcome
    changed = put(NAME, "cores", core.core_user_id, structs.replace(core, email=user.email))
    return Outcome(outcome.reply, (*outcome.changes, changed))


def _by_editors(sound: Step, state: State, call: Call) -> Problem | None:
    """Who may edit contact information may edit the address too."""
    body: Any = call.body if isinstance(call.body, dict) else {}
    if call.demand.operation != CONTACT or "email" not in body:
        return sound(state, call)
    others = {name: value for name, value in body.items() if name != "email"} or {"phone": ""}
    return sound(state, structs.replace(call, body=others))


def _by_adders(sound: Step, state: State, call: Call) -> Problem | None:
    problem = sound(state, call)
    mine = call.demand.operation == INVITE and problem is not None and "Admins alone" in problem.hint
    return None if mine else problem


def _known_ones(state: State, call: Call) -> Outcome:
    """Whoever is unknown is left out."""
    ids = [id for id in call.body["user_ids"] if state.users.get(id.lower()) is not None]
    return HANDLERS[SEND](state, structs.replace(call, body={**call.body, "user_ids": ids}))


def _first_thread(sound: Handler, state: State, call: Call) -> Outcome:
    outcome = sound(state, call)
    first = next(one.key for one in outcome.changes if one.table == "profiles")
    return Outcome(outcome.reply, tuple(one for one in outcome.changes if one.key == first or not _threaded(one)))


def _turned(profile: Profile, _: State, __: Call) -> Profile:
    *before, new = profile.threads
    said = tuple(structs.replace(one, side="user") for one in new.messages)
    return structs.replace(profile, threads=(*before, structs.replace(new, messages=said)))


def _threaded(change: Change) -> bool:
    return change.table in ("profiles", ENTRIES)


DEFECTS = (
    bug("narmi-add-staff-without-role", ADD,
        "Staff without a role may read.", ("NARMI-022",),
        excused(ADD, _any_role)),
    bug("narmi-add-admin-as-staff", ADD,
        "A new Admin is answered as one and stored as staff.", ("NARMI-021",),
        stored(ADD, _as_staff)),
    bug("narmi-add-enrolled", ADD,
        "A customer who is added by hand has enrolled already.", ("NARMI-098", "B-77"),
        stored(ADD, _enrolled)),
    bug("narmi-add-invites-nobody", ADD,
        "New staff is not invited.", ("NARMI-020", "NARMI-085"),
        dropped(ADD, "messages", slice=OUTBOX)),
    bug("narmi-add-login-by-case", ADD,
        "A login that differs in letter case alone is given again.", ("B-77",),
        excused(ADD, _same_login)),
    bug("narmi-add-noted-in-plural", ADD,
        "A new user is noted as `users.create`.", ("B-71", "NARMI-H-70"),
        noted(ADD, lambda new, _: tuple(structs.replace(one, action="users.create") for one in new))),
    bug("narmi-contact-email-by-editors", CONTACT,
        "Who may edit a phone number may edit the e-mail address.", ("NARMI-034", "NARMI-P-19"),
        stepping(allowed, _by_editors)),
    bug("narmi-contact-noted-once", CONTACT,
        "An edit of several things leaves one entry.", ("F-11",),
        noted(CONTACT, lambda new, _: new[:1])),
    bug("narmi-contact-address-anew", CONTACT,
        "Lines of an address that are not sent are emptied.", ("NARMI-033",),
        stored(CONTACT, _address_anew)),
    bug("narmi-contact-changes-core", CONTACT,
        "An edit of the e-mail address changes the core's too.", ("B-80",),
        around(CONTACT, _core_too)),
    bug("narmi-contact-stays-confirmed", CONTACT,
        "A new e-mail address counts as confirmed.", ("NARMI-033", "NARMI-004"),
        stored(CONTACT, lambda *_: {"email_confirmed": True})),
    bug("narmi-invite-to-the-active", INVITE,
        "Staff who has activated the account is invited again.", ("NARMI-085",),
        blind(available, ("already_activated",))),
    bug("narmi-invite-of-admins-by-staff", INVITE,
        "An Admin's invitation is resent by staff who may add staff.", ("NARMI-P-03",),
        stepping(allowed, _by_adders)),
    bug("narmi-invite-not-sent", INVITE,
        "An invitation is said to be sent, and is not.", ("NARMI-085",),
        dropped(INVITE, "messages", slice=OUTBOX)),
    bug("narmi-message-to-the-first", SEND,
        "Of several users the first alone is written to; the answer has all.", ("NARMI-003", "NARMI-M-10"),
        around(SEND, _first_thread)),
    bug("narmi-message-to-the-known", SEND,
        "Users who are not there are left out instead of refused.", ("NARMI-M-10",),
        excused(SEND, _known_ones)),
    bug("narmi-message-by-the-user", SEND,
        "A message by staff reads as the user's.", ("NARMI-046",),
        altered(SEND, "profiles", _turned)),
)  # fmt: skip
