"""Bugs in sending a password reset."""

from msgspec.structs import replace

from simulator.defects.banno.person import excused, person, standing
from simulator.defects.defect import Defect
from simulator.defects.wrapping import all_of, around, called, changes
from simulator.domain.call import Call, Handler, Outcome, Reply
from simulator.domain.message import OUTBOX
from simulator.domain.problem import Fault, Kind, Violation, refused
from simulator.providers.banno import rules
from simulator.providers.banno.handlers import saved
from simulator.providers.banno.state import State

__all__ = ["DEFECTS"]

OPERATION = "resetPassword"
SENT = Outcome(Reply(200, {}))
METHODS = ("email", "sms")


def always_by_email(sound: Handler, state: State, call: Call) -> Outcome:
    """Has one way of sending, and takes it where it can."""
    by_email = replace(call, body={**call.body, "method": "email"})
    return sound(state, by_email if person(state, call).email and person(state, call).phone else call)


def to_first_address(sound: Handler, state: State, call: Call) -> Outcome:
    """Has noted addresses at the beginning."""
    user = person(state, call)
    before = state.users.rows.get(user.user_id)
    known = before is not None and before.email and user.email
    return sound(standing(state, replace(user, email=before.email)) if before and known else state, call)


def silent_without_channel(sound: Handler, state: State, call: Call) -> Outcome:
    """Tells nobody who can be reached."""
    reached = rules.contacted(person(state, call), call.body["method"])
    return SENT if reached is None else sound(state, call)


def by_other_channel(sound: Handler, state: State, call: Call) -> Outcome:
    """Finds another way."""
    reached = rules.contacted(person(state, call), call.body["method"])
    other = "sms" if call.body["method"] == "email" else "email"
    return sound(state, call if reached else replace(call, body={**call.body, "method": other}))


def not_for_locked(sound: Handler, state: State, call: Call) -> Outcome:
    """Wants the lock opened first."""
    if person(state, call).locked:
        raise refused(Kind.CONFLICT, "the user is locked; unlock first")
    return sound(state, call)


def silent_as_printed(sound: Handler, state: State, call: Call) -> Outcome:
    """Leads the old path nowhere."""
    return SENT if call.demand.operation == "resetPasswordAsPrinted" else sound(state, call)


def once_an_hour(sound: Handler, state: State, call: Call) -> Outcome:
    """Spares the user a second message while the first is good."""
    user_id = person(state, call).user_id
    waiting = (one for one in state.reset_tickets if one.user_id == user_id and not one.used)
    return SENT if any(call.at < one.expires_at for one in waiting) else sound(state, call)


def locked_until_reset(sound: Handler, state: State, call: Call) -> Outcome:
    """Marks whoever was sent a link."""
    outcome = sound(state, call)
    marked = replace(person(state, call), status="Reset", modified_at=call.at)
    return Outcome(outcome.reply, (*outcome.changes, saved(marked)))


def in_any_case(violation: Violation, call: Call) -> bool:
    """The method is a known one in other letters."""
    return violation.at == "/method" and violation.fault is Fault.CONSTRAINT and _lowered(call) in METHODS


def lowered(call: Call) -> Call:
    """The call with its method in small letters."""
    return replace(call, body={**call.body, "method": _lowered(call)})


def _lowered(call: Call) -> str:
    return str(call.body["method"]).lower()


DEFECTS = (
    Defect(
        "banno-reset-sends-nothing", "banno", OPERATION,
        "A reset answers 200 and sends no message.",
        ("BAN-P-06",), changes(OPERATION, lambda made: tuple(one for one in made if one.slice != OUTBOX)),
    ),
    Defect(
        "banno-reset-always-by-email", "banno", OPERATION,
        "A reset by text message goes out by e-mail where the user has both.",
        ("BAN-P-04",), around(OPERATION, always_by_email),
    ),
    Defect(
        "banno-reset-to-old-address", "banno", OPERATION,
        "A reset goes to the address that the user had before it was changed.",
        ("B-16", "BAN-P-06"), around(OPERATION, to_first_address),
    ),
    Defect(
        "banno-reset-silent-without-channel", "banno", OPERATION,
        "A reset over a channel that the user lacks answers 200.",
        ("F-09",), around(OPERATION, silent_without_channel),
    ),
    Defect(
        "banno-reset-by-other-channel", "banno", OPERATION,
        "A reset over a channel that the user lacks is sent over the other one.",
        ("F-09",), around(OPERATION, by_other_channel),
    ),
    Defect(
        "banno-reset-refused-to-locked", "banno", OPERATION,
        "A locked user cannot be sent a reset.",
        ("F-09",), around(OPERATION, not_for_locked),
    ),
    Defect(
        "banno-reset-printed-path-silent", "banno", OPERATION,
        "On the printed path, a reset answers 200 and does nothing.",
        ("B-01", "BAN-P-02"), around(OPERATION, silent_as_printed),
    ),
    Defect(
        "banno-reset-second-swallowed", "banno", OPERATION,
        "A second reset within the hour answers 200 and sends nothing.",
        ("BAN-P-06",), around(OPERATION, once_an_hour),
    ),
    Defect(
        "banno-reset-changes-status", "banno", OPERATION,
        "Sending a reset gives the user the status Reset, even a locked one.",
        ("F-10", "BAN-T-04"), around(OPERATION, locked_until_reset),
    ),
    Defect(
        "banno-reset-method-in-any-case", "banno", OPERATION,
        "A method in capital letters is taken.",
        ("BAN-P-04",), all_of(excused("admin", OPERATION, in_any_case), called(OPERATION, lowered)),
    ),
)  # fmt: skip
