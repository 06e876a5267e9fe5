"""Bugs in locking and unlocking, in confirmations, and in the Actions menu."""

from typing import Any

from msgspec import structs

from simulator.defects.narmi.parts import ENTRIES, Json, blind, bug, dropped, noted, rewritten, stepping, stored
from simulator.domain.call import Call
from simulator.domain.problem import Problem
from simulator.domain.refusal import Step
from simulator.providers.narmi.refusals import available, confirmed
from simulator.providers.narmi.state import State

__all__ = ["DEFECTS"]

LOCK, UNLOCK, MENU = "lockManagedUser", "unlockManagedUser", "listUserActions"


def _truthy(sound: Step, state: State, call: Call) -> Problem | None:
    body: Any = call.body if isinstance(call.body, dict) else {}
    return None if body.get("confirm") else sound(state, call)


def _unless_absent(sound: Step, state: State, call: Call) -> Problem | None:
    body: Any = call.body if isinstance(call.body, dict) else {}
    return sound(state, call) if "confirm" in body else None


def _offered(*names: str) -> Any:
    """Actions with these names are offered whenever the permission is there."""

    def edit(action: Json) -> Json:
        said = str(action["reason"])
        wrong = action["name"] in names and "permission" not in said and "read only" not in said
        return {"available": True, "reason": None} if wrong else {}

    return rewritten(MENU, edit)


DEFECTS = (
    bug("narmi-lock-without-archive", LOCK,
        "A locked user is not archived.", ("NARMI-082", "B-73"),
        stored(LOCK, lambda *_: {"archived": False})),
    bug("narmi-unlock-leaves-archived", UNLOCK,
        "An unlocked user stays archived.", ("NARMI-083", "B-73"),
        stored(UNLOCK, lambda *_: {"archived": True})),
    bug("narmi-lock-not-persisted", LOCK,
        "A lock is answered and noted, and not stored.", ("NARMI-082",),
        dropped(LOCK, "users")),
    bug("narmi-lock-not-noted", LOCK,
        "A lock leaves no entry in the history.", ("NARMI-082", "F-11"),
        dropped(LOCK, ENTRIES)),
    bug("narmi-unlock-noted-twice", UNLOCK,
        "An unlock leaves two entries in the history.", ("F-11",),
        noted(UNLOCK, lambda new, call: (*new, *(structs.replace(one, entry_id=call.ids.uuid(9)) for one in new)))),
    bug("narmi-lock-of-the-locked", LOCK,
        "A user who is locked is locked again, with another entry.", ("NARMI-082", "NARMI-M-07"),
        blind(available, ("user_locked",), (LOCK,))),
    bug("narmi-unlock-of-the-unlocked", UNLOCK,
        "A user who is not locked is unlocked, with an entry.", ("B-74", "NARMI-M-07"),
        blind(available, ("user_not_locked",), (UNLOCK,))),
    bug("narmi-lock-of-oneself", LOCK,
        "Staff may lock the own account.", ("NARMI-M-16",),
        blind(available, ("own_account",))),
    bug("narmi-unlock-resets-last-login", UNLOCK,
        "An unlock counts as a login.", ("NARMI-083", "NARMI-010"),
        stored(UNLOCK, lambda _, __, call: {"last_login_at": call.at})),
    bug("narmi-confirmation-of-anything", "",
        "Any confirmation that is not false or empty will do.", ("NARMI-081", "NARMI-M-05"),
        stepping(confirmed, _truthy)),
    bug("narmi-confirmation-by-silence", "",
        "Who says nothing about the confirmation has confirmed.", ("NARMI-081", "NARMI-M-05"),
        stepping(confirmed, _unless_absent)),
    bug("narmi-menu-offers-core-change-to-all", MENU,
        "The menu offers to change the core user ID of users who are not locked.", ("NARMI-080", "NARMI-M-04"),
        _offered("change_core_user_id")),
    bug("narmi-menu-offers-credential-again", MENU,
        "The menu offers to create a bill pay credential for who has one.", ("NARMI-080", "NARMI-M-04"),
        _offered("create_billpay_credential")),
    bug("narmi-menu-without-risk", MENU,
        "Linking core user IDs is not marked as a risk.", ("NARMI-099",),
        rewritten(MENU, lambda one: {"risk": "none" if one["name"] == "link_core_user_id" else one["risk"]})),
    bug("narmi-menu-can-be-undone", MENU,
        "Deleting transactions is not marked as irreversible.", ("NARMI-099",),
        rewritten(MENU, lambda _: {"irreversible": False})),
    bug("narmi-menu-nameless-confirmation", MENU,
        "The question to be confirmed does not name the user.", ("NARMI-081",),
        rewritten(MENU, lambda one: {"confirmation": f"{one['title']}: are you sure?"})),
)  # fmt: skip
