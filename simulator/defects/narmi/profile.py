"""Bugs in what a profile shows: particulars, lists, history."""

from typing import Any

from msgspec import structs

from simulator.defects.narmi.parts import Json, bug, noted, rewritten, shown
from simulator.defects.wrapping import Seed, all_of, seen
from simulator.domain.call import Call, put
from simulator.providers.narmi.record.history import Entry
from simulator.providers.narmi.state import NAME, State

__all__ = ["DEFECTS"]

READ, HISTORY, ACCOUNTS = "getManagedUser", "listHistory", "listAccounts"
PARTS = ("listNotes", "listScheduledTransfers", HISTORY)


def _user(edit: Any) -> Seed:
    """A user who is read alone is shown with these members instead."""
    return shown(READ, edit)


def _phoneless(user: Json) -> Json:
    return {"organization": user["organization"] and {**user["organization"], "phone": None}}


def _unlinked(state: State, call: Call) -> State:
    """The state as if the user had no linked core user IDs."""
    key = call.path["userId"].lower()
    user = state.users.get(key)
    return (
        state
        if user is None
        else state.after([put(NAME, "users", key, structs.replace(user, linked_core_user_ids=()))])
    )


def _by_a_user(entry: Entry) -> Entry:
    return structs.replace(entry, actor=structs.replace(entry.actor, type="user"))


def _twenty(body: Json) -> Json:
    return {"results": body["results"][:20]}


DEFECTS = (
    bug("narmi-user-core-email-is-own", READ,
        "A user's address at the core reads as the one in Digital Banking.", ("NARMI-095", "B-80"),
        _user(lambda user: {"core_email": user["email"]})),
    bug("narmi-user-organization-phone-lost", READ,
        "A business is read without its organization's phone.", ("NARMI-031",),
        _user(_phoneless)),
    bug("narmi-user-temporary-login-hidden", READ,
        "A temporary login is read as any other.", ("NARMI-006",),
        _user(lambda _: {"temporary_login": False})),
    bug("narmi-lists-total-of-shown", "",
        "The total of a short list counts what is shown.", ("NARMI-M-08", "NARMI-M-03"),
        all_of(*(shown(name, lambda body: {"meta": {"total": len(body["results"])}}) for name in PARTS))),
    bug("narmi-history-stops-at-twenty", HISTORY,
        "The whole history is never longer than twenty entries.", ("NARMI-048", "NARMI-M-08"),
        shown(HISTORY, _twenty)),
    bug("narmi-history-oldest-first", HISTORY,
        "History begins with its oldest entry.", ("NARMI-048",),
        shown(HISTORY, lambda body: {"results": body["results"][::-1]})),
    bug("narmi-history-device-lost", "lockManagedUser",
        "A lock is noted without device and version.", ("NARMI-048", "NARMI-M-15"),
        noted("lockManagedUser", lambda new, _: tuple(structs.replace(one, device=None, version=None) for one in new))),
    bug("narmi-history-by-the-user", "unlockManagedUser",
        "An unlock is noted as an end user's doing.", ("NARMI-083", "NARMI-M-15"),
        noted("unlockManagedUser", lambda new, _: tuple(map(_by_a_user, new)))),
    bug("narmi-accounts-of-own-id-alone", ACCOUNTS,
        "The accounts of linked core user IDs are not listed.", ("NARMI-087",),
        seen(ACCOUNTS, "read", _unlinked)),
    bug("narmi-accounts-nickname-is-name", ACCOUNTS,
        "An account without a nickname shows its name as one.", ("NARMI-036",),
        rewritten(ACCOUNTS, lambda one: {"nickname": one["nickname"] or one["name"]})),
)  # fmt: skip
