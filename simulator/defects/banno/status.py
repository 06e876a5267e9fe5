"""Bugs in the status of a user."""

from msgspec.structs import replace

from simulator.defects.banno.person import person, standing
from simulator.defects.defect import Defect
from simulator.defects.wrapping import Seed, around, judged
from simulator.domain.call import Call, Handler, Outcome, Reply
from simulator.providers.banno.state import State

__all__ = ["DEFECTS"]

OPERATION = "getUserStatus"
REMEMBERED = 3


def said(status: str) -> Outcome:
    """The answer that says so."""
    return Outcome(Reply(200, {"status": status}))


def small_first_letter(_: Handler, state: State, call: Call) -> Outcome:
    """As some languages write constants."""
    status = person(state, call).status
    return said(status[:1].lower() + status[1:])


def locked_by_either(_: Handler, state: State, call: Call) -> Outcome:
    """Makes two locks one."""
    user = person(state, call)
    return said("Locked" if user.locked_out_of_rsa else user.status)


def unlocked_too_soon(_: Handler, state: State, call: Call) -> Outcome:
    """Takes the promise for the deed."""
    user = person(state, call)
    return said("Active" if user.unlock_queued else user.status)


def forgotten(sound: Handler, state: State, call: Call) -> Outcome:
    """Has room for three changes, and for all others the records of the beginning."""
    user_id = call.path["userId"].lower()
    newest = [*state.users.changed()][-REMEMBERED:]
    first = state.users.rows.get(user_id)
    return sound(state if user_id in newest or first is None else standing(state, first), call)


def as_spelled() -> Seed:
    """Ids are compared letter by letter."""

    def edit(call: Call) -> Call:
        spelled = call.path["userId"]
        return call if spelled == spelled.lower() else replace(call, path={"userId": f"not {spelled}"})

    return judged("admin", {OPERATION}, edit)


DEFECTS = (
    Defect(
        "banno-status-small-letter", "banno", OPERATION,
        "A status begins with a small letter.",
        ("BAN-T-03", "BAN-T-04"), around(OPERATION, small_first_letter),
    ),
    Defect(
        "banno-status-counts-rsa", "banno", OPERATION,
        "A user who is locked out of RSA reads as Locked.",
        ("B-20", "BAN-T-09"), around(OPERATION, locked_by_either),
    ),
    Defect(
        "banno-status-active-while-queued", "banno", OPERATION,
        "A user whose unlock is queued reads as Active before memo mode ends.",
        ("B-10",), around(OPERATION, unlocked_too_soon),
    ),
    Defect(
        "banno-status-forgets", "banno", OPERATION,
        "Once three other users have been changed later, a user reads as at the beginning.",
        ("BAN-T-09", "BAN-T-04"), around(OPERATION, forgotten),
    ),
    Defect(
        "banno-status-id-as-spelled", "banno", OPERATION,
        "An id in capital letters is an unknown user.",
        ("BAN-D-02", "F-04"), as_spelled(),
    ),
)  # fmt: skip
