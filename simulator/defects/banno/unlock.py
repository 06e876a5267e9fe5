"""Bugs in unlocking."""

from msgspec.structs import replace

from simulator.defects.banno.person import excused, person, saves
from simulator.defects.defect import Defect
from simulator.defects.wrapping import all_of, around, called, changes
from simulator.domain.call import Call, Handler, Outcome, Reply
from simulator.domain.problem import Fault, Violation
from simulator.providers.banno import rules
from simulator.providers.banno.handlers import saved
from simulator.providers.banno.state import Institution, State, User

__all__ = ["DEFECTS"]

OPERATION = "unlockUser"


def memo(state: State, user: User) -> bool:
    """Whether the user's institution is in memo mode."""
    institution: Institution | None = state.institutions.get(user.institution_id)
    return institution is not None and institution.memo_mode


def unlocking(sound: Handler, state: State, call: Call) -> Outcome:
    """Unlocks at once whoever is locked, whatever the mode."""
    user = person(state, call)
    if call.body["state"] or not user.locked:
        return sound(state, call)
    return Outcome(Reply(204), (saved(rules.unlocked(user, call.at)),))


def fine_already(sound: Handler, state: State, call: Call) -> Outcome:
    """Takes what is so already for success."""
    user = person(state, call)
    return Outcome(Reply(204)) if user.status == "Active" and not call.body["state"] else sound(state, call)


def dormant_too(sound: Handler, state: State, call: Call) -> Outcome:
    """Wakes sleepers."""
    user = person(state, call)
    if user.status != "Dormant" or call.body["state"]:
        return sound(state, call)
    return Outcome(Reply(204), (saved(rules.unlocked(user, call.at)),))


def locking(sound: Handler, state: State, call: Call) -> Outcome:
    """Does what it was told, which is more than it may."""
    user = person(state, call)
    if not call.body["state"] or user.status != "Active":
        return sound(state, call)
    return Outcome(Reply(204), (saved(replace(user, status="Locked", modified_at=call.at)),))


def locked_already(sound: Handler, state: State, call: Call) -> Outcome:
    """Agrees that a locked user is to be locked."""
    return Outcome(Reply(204)) if call.body["state"] and person(state, call).locked else sound(state, call)


def queued_for_everybody(sound: Handler, state: State, call: Call) -> Outcome:
    """Leaves the question who is locked to the night run."""
    user = person(state, call)
    if call.body["state"] or not memo(state, user):
        return sound(state, call)
    return Outcome(Reply(202), (saved(rules.unlock_queued(user, call.at)),) if user.locked else ())


def freeing_the_mailbox(sound: Handler, state: State, call: Call) -> Outcome:
    """Finds whom to unlock by address."""
    outcome = sound(state, call)
    user = person(state, call)
    if outcome.reply.status != 204 or not user.email:
        return outcome
    others = (one for one in state.users if one.email == user.email and one.locked and one.user_id != user.user_id)
    return Outcome(outcome.reply, (*outcome.changes, *(saved(rules.unlocked(one, call.at)) for one in others)))


def without_rsa_lock(_: State, after: User, __: Call) -> User:
    """Opens the other lock as well."""
    return replace(after, locked_out_of_rsa=False)


def to_be_reset(_: State, after: User, __: Call) -> User:
    """Wants a new password first."""
    return after if after.unlock_queued else replace(after, status="Reset")


def over_the_first_record(state: State, after: User, _: Call) -> User:
    """Writes the lock into the record as it was when everything began."""
    before = state.users.rows.get(after.user_id, after)
    return replace(before, status=after.status, unlock_queued=after.unlock_queued, modified_at=after.modified_at)


def not_queued(_: State, after: User, __: Call) -> User:
    """Says yes and forgets."""
    return replace(after, unlock_queued=False)


def falsy(violation: Violation, call: Call) -> bool:
    """The state is null or zero, which some languages take for false."""
    wrong_type = violation.at == "/state" and violation.fault is Fault.WRONG_TYPE
    return wrong_type and call.body["state"] in (None, 0)


def as_false(call: Call) -> Call:
    """The call with false where it said something like it."""
    return replace(call, body={**call.body, "state": bool(call.body["state"])})


DEFECTS = (
    Defect(
        "banno-unlock-not-persisted", "banno", OPERATION,
        "Unlocking answers 204 and the user stays locked.",
        ("BAN-T-09",), changes(OPERATION, lambda _: ()),
    ),
    Defect(
        "banno-unlock-clears-rsa", "banno", OPERATION,
        "Unlocking also ends being locked out of RSA.",
        ("B-20",), saves(OPERATION, without_rsa_lock),
    ),
    Defect(
        "banno-unlock-of-active-user", "banno", OPERATION,
        "Unlocking a user who is Active answers 204.",
        ("B-09",), around(OPERATION, fine_already),
    ),
    Defect(
        "banno-unlock-wakes-dormant", "banno", OPERATION,
        "Unlocking a Dormant user answers 204, and the user is Active.",
        ("B-09",), around(OPERATION, dormant_too),
    ),
    Defect(
        "banno-unlock-locks", "banno", OPERATION,
        "A state of true locks a user who is Active.",
        ("B-08",), around(OPERATION, locking),
    ),
    Defect(
        "banno-unlock-agrees-to-lock", "banno", OPERATION,
        "A state of true for a user who is locked answers 204 instead of 422.",
        ("B-08",), around(OPERATION, locked_already),
    ),
    Defect(
        "banno-unlock-takes-falsy", "banno", OPERATION,
        "A state of null or 0 is taken for false.",
        ("BAN-T-07",), all_of(excused("admin", OPERATION, falsy), called(OPERATION, as_false)),
    ),
    Defect(
        "banno-unlock-memo-mode-forgotten", "banno", OPERATION,
        "In memo mode, unlocking is done at once and answers 204.",
        ("B-10", "F-14"), around(OPERATION, unlocking),
    ),
    Defect(
        "banno-unlock-queue-lost", "banno", OPERATION,
        "In memo mode, unlocking answers 202 and is never done.",
        ("B-10", "F-14"), saves(OPERATION, not_queued),
    ),
    Defect(
        "banno-unlock-queues-anybody", "banno", OPERATION,
        "In memo mode, unlocking a user who is not locked answers 202.",
        ("B-09",), around(OPERATION, queued_for_everybody),
    ),
    Defect(
        "banno-unlock-frees-the-mailbox", "banno", OPERATION,
        "Unlocking a user unlocks everybody who has the same e-mail address.",
        ("BAN-T-05",), around(OPERATION, freeing_the_mailbox),
    ),
    Defect(
        "banno-unlock-leaves-reset", "banno", OPERATION,
        "A user who was unlocked has the status Reset, not Active.",
        ("B-07",), saves(OPERATION, to_be_reset),
    ),
    Defect(
        "banno-unlock-loses-updates", "banno", OPERATION,
        "Unlocking takes back what was changed of the user before.",
        ("BAN-U-11", "B-16"), saves(OPERATION, over_the_first_record),
    ),
)  # fmt: skip
