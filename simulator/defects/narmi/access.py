"""Bugs in who is let in, in the order of refusals, in their form, and in emulations."""

from typing import Any

from msgspec import structs

from simulator.defects.narmi.parts import ENTRIES, Json, blind, bug, dropped, shown, stepping
from simulator.defects.wrapping import Seed, all_of, last_steps, refusals
from simulator.domain.call import Call, Reply
from simulator.domain.problem import Kind, Problem
from simulator.domain.refusal import Step, without_violations
from simulator.providers.narmi.party import caller, emulation
from simulator.providers.narmi.refusals import REFUSALS, acting, allowed, available, confirmed, known, looking
from simulator.providers.narmi.state import State

__all__ = ["DEFECTS"]

START, RELEASE = "startEmulation", "releaseEmulation"


def _locked_too(sound: Step, state: State, call: Call) -> Problem | None:
    staff = caller(state, call)
    return None if staff is not None and staff.locked and emulation(state, call) is None else sound(state, call)


def _released_too(sound: Step, state: State, call: Call) -> Problem | None:
    emulated, staff = emulation(state, call), caller(state, call)
    over = emulated is not None and emulated.released and staff is not None and not staff.locked
    return None if over else sound(state, call)


def _customers_too(sound: Step, state: State, call: Call) -> Problem | None:
    staff = caller(state, call)
    return None if staff is not None and staff.customer and not staff.locked else sound(state, call)


def _of_the_first_day(sound: Step, state: State, call: Call) -> Problem | None:
    """Staff has the role of the first day, whatever it is now."""
    staff = caller(state, call)
    first = state.users.rows.get(staff.user_id) if staff is not None else None
    if staff is None or first is None or (first.role, first.type) == (staff.role, staff.type):
        return sound(state, call)
    table = type(state.users)(state.users.rows, ({staff.user_id: first}, *state.users.layers))
    return sound(structs.replace(state, users=table), call)


def _unless(operation: str, *others: str) -> Any:
    def wrapped(sound: Step, state: State, call: Call) -> Problem | None:
        return None if call.demand.operation in (operation, *others) else sound(state, call)

    return wrapped


def _row(row: str, *steps: Step) -> Seed:
    """These steps come last in a row that has them."""
    return last_steps(row, *(step for step in steps if step in REFUSALS[row]))


def _told(status: int, edit: Any) -> Seed:
    def edited(reply: Reply, problem: Problem, _: str) -> Reply:
        return structs.replace(reply, body=edit(dict(reply.body or {}), problem)) if reply.status == status else reply

    return refusals(edited)


def _as_sentence(body: Json, problem: Problem) -> Json:
    return {**body, "message": problem.hint}


def _hidden(reply: Reply, problem: Problem, _: str) -> Reply:
    """What is forbidden for want of a permission is not found."""
    if problem.kind is not Kind.FORBIDDEN or problem.code:
        return reply
    return structs.replace(reply, status=404, body={"id": "not_found", "message": problem.hint})


DEFECTS = (
    bug("narmi-access-locked-staff", "",
        "Staff who was locked works on with the token.", ("NARMI-082",),
        stepping(known, _locked_too)),
    bug("narmi-access-customers", "",
        "A customer's token does what needs no permission.", ("F-04",),
        stepping(known, _customers_too)),
    bug("narmi-access-role-of-first-day", "",
        "Staff whose role changed has the rights of the old one.", ("F-04",),
        stepping(allowed, _of_the_first_day)),
    bug("narmi-access-codes-for-all", "generateBackupCodes",
        "Backup codes need no permission.", ("NARMI-061",),
        stepping(allowed, _unless("generateBackupCodes"))),
    bug("narmi-access-number-type-for-all", "setDeviceNumberType",
        "Switching the number type needs no permission.", ("NARMI-063",),
        stepping(allowed, _unless("setDeviceNumberType"))),
    bug("narmi-access-notifications-for-all", "getNotificationHistory",
        "The notification history needs no permission.", ("NARMI-066",),
        stepping(allowed, _unless("getNotificationHistory"))),
    bug("narmi-access-core-id-for-all", "changeCoreUserId",
        "Changing the core user ID needs no permission.", ("NARMI-P-06",),
        stepping(allowed, _unless("changeCoreUserId"))),
    bug("narmi-access-emulation-for-all", START,
        "Logging in as a user needs no permission.", ("NARMI-096", "NARMI-P-12"),
        stepping(allowed, _unless(START))),
    bug("narmi-order-rights-last", "",
        "Rights are looked at after everything else about a call.", ("F-04",),
        all_of(*(_row(row, allowed) for row in ("read", "write", "action")))),
    bug("narmi-order-state-before-confirmation", "",
        "The user's state is looked at before the confirmation.", ("F-04", "NARMI-M-05"),
        _row("action", confirmed, without_violations)),
    bug("narmi-order-values-before-state", "",
        "Values are looked at before the user's state.", ("F-04", "NARMI-M-07"),
        all_of(*(_row(row, available) for row in ("write", "action")))),
    bug("narmi-refusal-as-sentence", "",
        "A 422 tells what is wrong in one sentence.", ("NARMI-M-02",),
        _told(422, _as_sentence)),
    bug("narmi-refusal-without-rule", "",
        "A 409 says `conflict`, whatever the rule.", ("NARMI-M-07", "NARMI-M-05"),
        _told(409, lambda body, _: {**body, "id": "conflict"})),
    bug("narmi-refusal-hides-rights", "",
        "What staff may not do is answered 404.", ("F-04", "NARMI-M-02"),
        refusals(_hidden)),
    bug("narmi-emulation-edits-contact", "editUserContact",
        "An emulation edits contact information.", ("NARMI-096", "NARMI-M-13"),
        stepping(acting, _unless("editUserContact"))),
    bug("narmi-emulation-sends-messages", "sendMessages",
        "An emulation sends messages.", ("NARMI-096", "NARMI-M-13"),
        stepping(acting, _unless("sendMessages"))),
    bug("narmi-emulation-reads-others", "",
        "An emulation reads the accounts of other users.", ("NARMI-M-13",),
        stepping(looking, _unless("listAccounts", "getManagedUser"))),
    bug("narmi-emulation-after-release", "",
        "The token of an emulation is good after Release.", ("NARMI-096", "NARMI-M-13"),
        stepping(known, _released_too)),
    bug("narmi-emulation-release-lost", RELEASE,
        "Release is answered, and the emulation goes on.", ("NARMI-096", "NARMI-M-13"),
        dropped(RELEASE, "emulations")),
    bug("narmi-emulation-not-noted", START,
        "An emulation leaves no entry in the history.", ("NARMI-096", "NARMI-H-74"),
        dropped(START, ENTRIES)),
    bug("narmi-emulation-of-staff", START,
        "Staff logs in as other staff.", ("NARMI-P-12",),
        blind(available, ("customers_only",), (START,))),
    bug("narmi-emulation-names-nobody", START,
        "The answer of an emulation has no user's id but the staff user's.", ("NARMI-096",),
        shown(START, lambda body: {"user_id": body["id"]})),
)  # fmt: skip
