"""Bugs in how a user is created: what is stored, what is answered, and which addresses are taken."""

from msgspec import structs

from simulator.defects.customers_bank.parts import (
    Json,
    bug,
    excusing,
    overlooking,
    stored,
    told,
    unprocessable,
    with_users,
)
from simulator.defects.wrapping import around, changes, replies
from simulator.domain.call import Call, Handler, Outcome, Reply
from simulator.providers.customers_bank import rules
from simulator.providers.customers_bank.handlers import caller, create_partner_user
from simulator.providers.customers_bank.state import State

__all__ = ["DEFECTS"]

CREATE = "createPartnerUser"


def _in_other_letters(state: State, call: Call) -> bool:
    """Whether nobody has the address to the letter."""
    colleagues = rules.colleagues(state, caller(state, call).partner_id)
    return all(user.email != call.body["email"] for user in colleagues)


def _frozen_has_it(state: State, call: Call) -> bool:
    found = rules.namesake(state, caller(state, call).partner_id, call.body["email"])
    return found is not None and found.is_frozen


def _anyway(state: State, call: Call) -> Outcome:
    """Created as if whoever has the address had none."""
    wanted = call.body["email"].casefold()
    having = [user for user in state.users if (user.email or "").casefold() == wanted]
    return create_partner_user(with_users(state, *(structs.replace(user, email=None) for user in having)), call)


def _unique_everywhere(sound: Handler, state: State, call: Call) -> Outcome:
    wanted = call.body["email"].casefold()
    if any((user.email or "").casefold() == wanted for user in state.users):
        raise unprocessable("email", "some partner's user has this address")
    return sound(state, call)


def _deleted_keep_theirs(sound: Handler, state: State, call: Call) -> Outcome:
    wanted, home = call.body["email"].casefold(), caller(state, call).partner_id
    gone = [user for user in state.users.rows.values() if state.users.get(user.user_id) is None]
    if any((user.email or "").casefold() == wanted for user in gone if user.partner_id == home):
        raise unprocessable("email", "a former colleague has this address")
    return sound(state, call)


def _other_id(sound: Handler, state: State, call: Call) -> Outcome:
    return told(sound(state, call), id=call.ids.uuid(7), keyId=call.ids.uuid(7))


def _hinted_at_the_end(reply: Reply) -> Reply:
    body: Json = dict(reply.body or {})
    return structs.replace(reply, body={**body, "hint": body["secretText"][-3:]})


DEFECTS = (
    bug("partner-creation-not-kept", CREATE,
        "A user without a name is answered 202 and never there.", ("CUBI-12", "B-56"),
        changes(CREATE, lambda made: tuple(one for one in made if getattr(one.record, "name", "") is not None))),
    bug("partner-creation-answers-another-id", CREATE,
        "The answer names an id that is not the new user's.", ("B-41", "B-42"),
        around(CREATE, _other_id)),
    bug("partner-creation-ignores-api-access", CREATE,
        "showApi is ignored in a creation.", ("CUBI-15", "CUBI-11"),
        stored(CREATE, lambda _: {"show_api": False})),
    bug("partner-created-administrator", CREATE,
        "A user who is not said to be an administrator becomes one.", ("B-53",),
        stored(CREATE, lambda new: {"is_admin": new.body.get("isAdmin", True)})),
    bug("partner-created-administrator-is-primary", CREATE,
        "A new administrator becomes another primary one.", ("CUBI-11", "CUBI-31"),
        stored(CREATE, lambda new: {"is_primary_admin": new.user.is_admin})),
    bug("partner-created-logged-in", CREATE,
        "A new user seems to have logged in at the moment of creation.", ("B-50",),
        stored(CREATE, lambda new: {"last_logged_in_at": new.call.at})),
    bug("partner-created-nameless-is-empty", CREATE,
        "A user who is created without a name has an empty one.", ("CUBI-12",),
        stored(CREATE, lambda new: {"name": new.user.name or ""})),
    bug("partner-address-stored-small", CREATE,
        "The address of a new user is stored in small letters.", ("B-52", "CUBI-13"),
        stored(CREATE, lambda new: {"email": (new.user.email or "").lower()})),
    bug("partner-address-unique-to-the-letter", CREATE,
        "An address that a colleague has in other letters counts as free.", ("F-08",),
        excusing(CREATE, _in_other_letters, _anyway)),
    bug("partner-address-unique-everywhere", CREATE,
        "An address that a user of another partner has is refused.", ("F-08",),
        around(CREATE, _unique_everywhere)),
    bug("partner-address-of-the-deleted-taken", CREATE,
        "The address of a deleted user who was there from the beginning is never free again.", ("F-08", "CUBI-63"),
        around(CREATE, _deleted_keep_theirs)),
    bug("partner-address-of-the-frozen-free", CREATE,
        "The address of a frozen colleague counts as free.", ("F-08",),
        excusing(CREATE, _frozen_has_it, _anyway)),
    bug("partner-blank-address-taken", CREATE,
        "An address of nothing but white space is taken.", ("B-55",),
        overlooking(CREATE, lambda one: one.at == "/email" and one.keyword == "pattern")),
    bug("partner-hint-is-the-secrets-end", CREATE,
        "The hint of a new user's key is the end of its secret.", ("CUBI-18",),
        replies(CREATE, _hinted_at_the_end)),
)  # fmt: skip
