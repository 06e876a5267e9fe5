"""Bugs in idempotency keys: whose they are, what they are compared with, and how long they are kept."""

from collections.abc import Callable
from typing import Any

from msgspec import structs

from simulator.defects.customers_bank.parts import Json, bug, told, unprocessable
from simulator.defects.wrapping import Seed, around
from simulator.domain.call import Call, Change, Handler, Outcome, Reply, put
from simulator.domain.ids import uuid_from
from simulator.domain.problem import Refused
from simulator.providers.customers_bank import wire
from simulator.providers.customers_bank.handlers import NAME, caller, owner
from simulator.providers.customers_bank.state import Credential, State, User
from simulator.providers.provider import Provider

__all__ = ["DEFECTS"]

CREATE = "createPartnerUser"
HEADER = "x-idempotency-key"
NOWHERE = "00000000-0000-4000-8000-000000000000"
"""The partner of what is remembered and belongs to nobody."""


def _owned(owning: Callable[[State, Call], str]) -> Seed:
    """Keys are told apart by what `owning` says, so that a key is known only where it says the same again."""
    return lambda provider: structs.replace(provider, owner=owning)


def _unowned(provider: Provider) -> Provider:
    return structs.replace(provider, owner=lambda *_: "")


def _keyed(call: Call, partner_id: str) -> str:
    """The id that follows from partner and key."""
    return uuid_from(partner_id, call.header[HEADER].lower())


def _id_from_key(sound: Handler, state: State, call: Call) -> Outcome:
    outcome = sound(state, call)
    if HEADER not in call.header:
        return outcome
    fresh = _keyed(call, caller(state, call).partner_id)
    renamed = Outcome(outcome.reply, tuple(_renamed(one, fresh) for one in outcome.changes))
    return told(renamed, id=fresh, keyId=fresh)


def _renamed(change: Change, user_id: str) -> Change:
    if not isinstance(change.record, User):
        return change
    return structs.replace(change, key=user_id, record=structs.replace(change.record, user_id=user_id))


def _never_forgotten(sound: Handler, state: State, call: Call) -> Outcome:
    if HEADER in call.header:
        marked = state.credentials.get(_keyed(call, caller(state, call).partner_id))
        if marked is not None:
            return Outcome(Reply(202, _first_answer(marked)))
    return _marked(sound(state, call), state, call)


def _marked(outcome: Outcome, state: State, call: Call) -> Outcome:
    """What was answered is kept as a credential of nobody, whose name is the id that was given."""
    if HEADER not in call.header:
        return outcome
    key = _keyed(call, caller(state, call).partner_id)
    body: Any = outcome.reply.body
    mark = Credential(key, NOWHERE, f"{body['id']} {body['secretText']}", call.at, call.at, body["hint"])
    return Outcome(outcome.reply, (*outcome.changes, put(NAME, "credentials", key, mark)))


def _first_answer(marked: Credential) -> Json:
    user_id, _, secret = marked.display_name.partition(" ")
    named = structs.replace(marked, credential_id=user_id, display_name=user_id)
    return {"id": user_id, **wire.credential(named, secret)}


def _used_up_by_refusal(sound: Handler, state: State, call: Call) -> Outcome:
    if HEADER not in call.header:
        return sound(state, call)
    key = _keyed(call, caller(state, call).partner_id)
    if state.credentials.get(key) is not None:
        raise unprocessable("email", "the key was refused before")
    try:
        return sound(state, call)
    except Refused as refusal:
        mark = Credential(key, NOWHERE, "", call.at, call.at, "")
        return Outcome(wire.refusal(refusal.problem, CREATE), (put(NAME, "credentials", key, mark),))


DEFECTS = (
    bug("partner-key-ignored", CREATE,
        "A repeated creation is a second one, so that the address is taken.", ("B-54",),
        _owned(lambda state, call: f"{owner(state, call)}/{call.ids.step}")),
    bug("partner-key-taken-with-another-address", CREATE,
        "A key that came before is taken with a body that differs in its address.", ("B-54",),
        _owned(lambda state, call: f"{owner(state, call)}/{call.body['email']}")),
    bug("partner-key-shared-by-partners", CREATE,
        "The key of one partner is known at all others.", ("B-54",),
        _unowned),
    bug("partner-key-of-one-colleague", CREATE,
        "A colleague who repeats a creation makes a second one.", ("B-54",),
        _owned(lambda state, call: caller(state, call).user_id)),
    bug("partner-key-forgotten-at-midnight", CREATE,
        "A key is forgotten when the day ends.", ("B-54",),
        _owned(lambda state, call: f"{owner(state, call)}/{call.at.date()}")),
    bug("partner-key-forgotten-with-new-credential", CREATE,
        "Keys are forgotten when a credential comes or goes.", ("B-54",),
        _owned(lambda state, call: f"{owner(state, call)}/{len(state.credentials)}")),
    bug("partner-key-never-forgotten", CREATE,
        "A key is kept beyond its 48 hours, whatever comes with it then.", ("B-54",),
        around(CREATE, _never_forgotten)),
    bug("partner-key-makes-the-id", CREATE,
        "A new user's id follows from the key, so that a key used again after 48 hours overwrites the first user.",
        ("B-54", "CUBI-10"),
        around(CREATE, _id_from_key)),
    bug("partner-key-used-up-by-refusal", CREATE,
        "A creation that is refused because of its address uses its key up.", ("B-54",),
        around(CREATE, _used_up_by_refusal)),
)  # fmt: skip
