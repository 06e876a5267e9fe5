"""Bugs in who is let in: callers who are frozen, disabled, demoted or deleted, and the order of refusals."""

from typing import Any

from msgspec import structs

from simulator.defects.customers_bank.parts import ROW, bug, first_day, with_users
from simulator.defects.wrapping import Seed, around_step, last_steps, seen
from simulator.domain.call import Call
from simulator.domain.problem import Kind, Problem
from simulator.domain.refusal import Step, media_type_taken, without_violations
from simulator.providers.customers_bank.handlers import caller
from simulator.providers.customers_bank.refusals import OPEN_TO_USERS, administrator, exists, known, welcome
from simulator.providers.customers_bank.state import State

__all__ = ["DEFECTS"]

READ, UPDATE = "getPartnerUser", "updatePartnerUser"


def _open(*operations: str) -> Seed:
    """Ordinary users may do this too."""

    def wrapped(sound: Step, state: State, call: Call) -> Problem | None:
        return None if call.demand.operation in operations else sound(state, call)

    return around_step(ROW, administrator, wrapped)


def _frozen_may_read(sound: Step, state: State, call: Call) -> Problem | None:
    return None if call.demand.operation in OPEN_TO_USERS else sound(state, call)


def _disabled_pass(sound: Step, state: State, call: Call) -> Problem | None:
    return sound(state, call) if caller(state, call).is_frozen else None


def _right_of_the_first_day(sound: Step, state: State, call: Call) -> Problem | None:
    first = first_day(state, caller(state, call).user_id)
    return None if first is not None and first.is_admin else sound(state, call)


def _forbidden_not_unknown(sound: Step, state: State, call: Call) -> Problem | None:
    problem = sound(state, call)
    return None if problem is None else structs.replace(problem, kind=Kind.FORBIDDEN, headers=())


def _oneself(sound: Step, state: State, call: Call) -> Problem | None:
    body: Any = call.body if isinstance(call.body, dict) else {}
    named = str(body.get("id", "")).lower()
    own = call.demand.operation == UPDATE and named == caller(state, call).user_id
    return None if own else sound(state, call)


def _looked_up_first(sound: Step, state: State, call: Call) -> Problem | None:
    problem = sound(state, call)
    body: Any = call.body if isinstance(call.body, dict) else {}
    if problem is None or call.demand.operation != UPDATE or not isinstance(body.get("id"), str):
        return problem
    return exists(state, call) or problem


def _with_caller(state: State, call: Call) -> State:
    """The state as if the caller had not been deleted."""
    subject = call.principal.subject or ""
    first = first_day(state, subject)
    return with_users(state, first) if first is not None and state.users.get(subject) is None else state


DEFECTS = (
    bug("partner-frozen-callers-read", "",
        "A frozen caller may still read.", ("B-57", "CUBI-34", "CUBI-43"),
        around_step(ROW, welcome, _frozen_may_read)),
    bug("partner-disabled-callers-let-in", "",
        "A caller whose account is disabled is let in.", ("B-57",),
        around_step(ROW, welcome, _disabled_pass)),
    bug("partner-demoted-callers-write", "",
        "Who was an administrator from the beginning stays one after losing the right.", ("F-04", "CUBI-50"),
        around_step(ROW, administrator, _right_of_the_first_day)),
    bug("partner-deleted-callers-forbidden", "",
        "A deleted caller is answered 403 instead of 401.", ("F-04",),
        around_step(ROW, known, _forbidden_not_unknown)),
    bug("partner-deleted-callers-read", READ,
        "A deleted caller who was there from the beginning may still read single users.", ("F-04", "CUBI-43"),
        seen(READ, ROW, _with_caller)),
    bug("partner-ordinary-users-create", "createPartnerUser",
        "Every user may create users.", ("CUBI-10", "F-04"),
        _open("createPartnerUser")),
    bug("partner-ordinary-users-see-credentials", "listCredentials",
        "Every user may list the credentials.", ("F-04",),
        _open("listCredentials")),
    bug("partner-oneself-updated-without-right", UPDATE,
        "Every user may update oneself, even into an administrator.", ("CUBI-50", "F-04"),
        around_step(ROW, administrator, _oneself)),
    bug("partner-rights-checked-last", "",
        "Whether the caller is an administrator is looked at after everything about the call.", ("F-04",),
        last_steps(ROW, administrator, exists)),
    bug("partner-media-type-checked-late", "",
        "The media type is looked at after the body.", ("F-04",),
        last_steps(ROW, without_violations, media_type_taken, exists)),
    bug("partner-existence-checked-before-body", UPDATE,
        "Whether the user exists is looked at before the rest of the body.", ("F-04", "CUBI-59"),
        around_step(ROW, without_violations, _looked_up_first)),
)  # fmt: skip
