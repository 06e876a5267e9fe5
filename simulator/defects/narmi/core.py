"""Bugs in what has to do with the core: its user IDs, what is pulled from it, deleted transactions, enrolment."""

from typing import Any

from msgspec import structs

from simulator.defects.narmi.parts import Json, blind, bug, dropped, excused, noted, shown, stored
from simulator.defects.wrapping import around, called
from simulator.domain.call import Call, Handler, Outcome, Reply, put
from simulator.domain.message import OUTBOX
from simulator.providers.narmi.party import target
from simulator.providers.narmi.record.user import User
from simulator.providers.narmi.refusals import available
from simulator.providers.narmi.rules.user import enrollment_code
from simulator.providers.narmi.state import NAME, State
from simulator.providers.narmi.wire.user import user as as_read

__all__ = ["DEFECTS"]

LINK, UNLINK, CHANGE = "linkCoreUserId", "unlinkCoreUserId", "changeCoreUserId"
PULL, DELETED, EMAIL = "updateUserFromCore", "checkDeletedTransactions", "updateUserEmail"
CODE, DEBUG = "resendEnrollmentCode", "debugEnrollment"


def _in_use(state: State, call: Call) -> Outcome:
    """The ID that another user has is given to this one too."""
    user, wanted = target(state, call), call.body["core_user_id"]
    if state.core(wanted) is None:
        return Outcome(Reply(422, {"id": "invalid_request_error", "message": {"core_user_id": ["Expected another."]}}))
    after = structs.replace(user, core_user_id=wanted)
    return Outcome(Reply(200, as_read(state, after)), (put(NAME, "users", user.user_id, after),))


def _newest_alone(user: User, _: State, __: Call) -> Json:
    return {"linked_core_user_ids": user.linked_core_user_ids[-1:]}


def _for_own_id(sound: Handler, state: State, call: Call) -> Outcome:
    user = structs.replace(target(state, call), linked_core_user_ids=())
    return sound(state.after([put(NAME, "users", user.user_id, user)]), call)


def _without_birth_date(call: Call) -> Call:
    return structs.replace(call, body={name: value for name, value in call.body.items() if name != "birth_date"})


def _first_error(body: Json) -> Json:
    return {"errors": body["errors"][:1]}


def _renewed(_: User, __: State, call: Call) -> Json:
    return {"enrollment_code": enrollment_code(call.ids.uuid(8))}


def _at_once(sound: Handler, state: State, call: Call) -> Outcome:
    """The task is due in the same instant."""
    outcome = sound(state, call)
    return Outcome(outcome.reply, tuple(_due_now(one, call) for one in outcome.changes))


def _due_now(change: Any, call: Call) -> Any:
    mine = change.table == "tasks"
    return structs.replace(change, record=structs.replace(change.record, due_at=call.at)) if mine else change


DEFECTS = (
    bug("narmi-core-id-changed-unlocked", CHANGE,
        "The core user ID of a user who is not locked is changed.", ("NARMI-089", "NARMI-M-07"),
        blind(available, ("user_not_locked",), (CHANGE,))),
    bug("narmi-core-id-of-a-business", CHANGE,
        "The core user ID of a business is changed.", ("NARMI-P-06",),
        blind(available, ("not_for_business",), (CHANGE,))),
    bug("narmi-core-id-in-use", CHANGE,
        "A core user ID that another user has is given to a second one.", ("NARMI-089", "NARMI-M-11"),
        excused(CHANGE, _in_use)),
    bug("narmi-core-id-takes-login", CHANGE,
        "With the core user ID the login changes too.", ("NARMI-089",),
        stored(CHANGE, lambda user, *_: {"login": f"user{user.core_user_id}"})),
    bug("narmi-core-id-unlocks", CHANGE,
        "Changing the core user ID unlocks the user.", ("NARMI-089", "NARMI-110"),
        stored(CHANGE, lambda *_: {"locked": False, "archived": False})),
    bug("narmi-link-replaces", LINK,
        "A new linked core user ID takes the place of those before.", ("NARMI-087",),
        stored(LINK, _newest_alone)),
    bug("narmi-link-twice", LINK,
        "A core user ID that is linked is linked again.", ("NARMI-M-11",),
        blind(available, ("already_linked",))),
    bug("narmi-link-to-a-business", LINK,
        "Core user IDs are linked to a business.", ("NARMI-P-05",),
        blind(available, ("not_for_business",), (LINK,))),
    bug("narmi-unlink-all", UNLINK,
        "Unlinking one core user ID unlinks all.", ("NARMI-088",),
        stored(UNLINK, lambda *_: {"linked_core_user_ids": ()})),
    bug("narmi-unlink-not-persisted", UNLINK,
        "Unlinking is answered and noted, and not stored.", ("NARMI-088",),
        dropped(UNLINK, "users")),
    bug("narmi-update-at-once", PULL,
        "What is pulled from the core shows at once, while the task is pending.", ("NARMI-090", "NARMI-M-12"),
        around(PULL, _at_once)),
    bug("narmi-update-lost", PULL,
        "The task of an update is answered and never kept.", ("NARMI-090", "NARMI-M-12"),
        dropped(PULL, "tasks")),
    bug("narmi-update-of-sub-users", PULL,
        "Somebody whom a business lets in is updated from the core.", ("NARMI-P-07",),
        blind(available, ("not_for_subuser",), (PULL,))),
    bug("narmi-task-never-finished", "getTask",
        "A task reads as pending for ever.", ("NARMI-090", "NARMI-M-12"),
        shown("getTask", lambda _: {"status": "pending", "finished_at": None})),
    bug("narmi-deleted-found-again", DELETED,
        "Deleted transactions are counted and not deleted.", ("NARMI-086",),
        dropped(DELETED, "cores")),
    bug("narmi-deleted-of-own-id-alone", DELETED,
        "Voided transactions on accounts of linked core user IDs are not found.", ("NARMI-086",),
        around(DELETED, _for_own_id)),
    bug("narmi-email-update-confirms", EMAIL,
        "An address that was taken over from the core counts as confirmed.", ("NARMI-095", "NARMI-004"),
        stored(EMAIL, lambda *_: {"email_confirmed": True})),
    bug("narmi-email-update-noted-as-entry", EMAIL,
        "Taking over the core's address is noted as `user_email.create`.", ("NARMI-095", "B-80"),
        noted(EMAIL, lambda new, _: tuple(structs.replace(one, action="user_email.create") for one in new))),
    bug("narmi-code-renewed", CODE,
        "Every resending makes another enrolment code, and sends the old one.", ("NARMI-093", "NARMI-P-18"),
        stored(CODE, _renewed)),
    bug("narmi-code-for-the-enrolled", CODE,
        "Who has enrolled is sent an enrolment code.", ("NARMI-093", "NARMI-P-09"),
        blind(available, ("enrollment_complete",))),
    bug("narmi-code-where-codes-are-off", CODE,
        "Enrolment codes are sent where the institution uses none.", ("NARMI-093",),
        blind(available, ("enrollment_codes_off",))),
    bug("narmi-code-not-sent", CODE,
        "The enrolment code is said to be sent, and is not.", ("NARMI-093", "NARMI-098"),
        dropped(CODE, "messages", slice=OUTBOX)),
    bug("narmi-debugger-ignores-birth-date", DEBUG,
        "The enrolment debugger does not compare dates of birth.", ("NARMI-097",),
        called(DEBUG, _without_birth_date)),
    bug("narmi-debugger-stops-at-first", DEBUG,
        "The enrolment debugger tells the first mismatch alone.", ("NARMI-097",),
        shown(DEBUG, _first_error)),
)  # fmt: skip
