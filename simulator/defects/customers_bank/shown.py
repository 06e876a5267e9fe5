"""Bugs in how users are shown, alone and in the list, and in who is found."""

from collections.abc import Callable
from typing import Any

from msgspec import structs

from simulator.defects.customers_bank.parts import ROW, Json, bug, first_day, listing, with_users
from simulator.defects.wrapping import Seed, all_of, around, around_step, replies
from simulator.domain.call import Call, Handler, Outcome, Reply
from simulator.domain.problem import Kind, Problem
from simulator.domain.refusal import Step
from simulator.domain.table import Table
from simulator.providers.customers_bank.refusals import exists
from simulator.providers.customers_bank.state import State
from simulator.providers.customers_bank.wire import NEVER

__all__ = ["DEFECTS", "elsewhere_too"]

LIST, READ = "listPartnerUsers", "getPartnerUser"


def _alone(edit: Callable[[Json], Json]) -> Seed:
    """A user who is read alone is shown with these members instead."""

    def edited(reply: Reply) -> Reply:
        user: Any = reply.body
        return structs.replace(reply, body={**user, **edit(user)})

    return replies(READ, edited)


def _listed(edit: Callable[[Json], Json]) -> Seed:
    """Users in the list are shown with these members instead."""
    return listing(lambda users, _: [{**user, **edit(user)} for user in users])


def elsewhere_too(operation: str) -> Seed:
    """The operation finds users and credentials of other partners."""

    def wrapped(sound: Step, state: State, call: Call) -> Problem | None:
        problem = sound(state, call)
        if problem is None or call.demand.operation != operation:
            return problem
        body = call.body if isinstance(call.body, dict) else {}
        named = call.path.get("userId") or call.path.get("id") or body.get("id", "")
        known = state.credentials if "id" in call.path else state.users
        return None if known.get(named.lower()) is not None else problem

    return around_step(ROW, exists, wrapped)


def _undeleted(state: State) -> State:
    """The state as if nobody of the first day had been deleted."""
    layers = tuple({key: user for key, user in layer.items() if user is not None} for layer in state.users.layers)
    return structs.replace(state, users=Table(state.users.rows, layers))


def _found_undeleted(sound: Step, state: State, call: Call) -> Problem | None:
    return sound(_undeleted(state) if call.demand.operation == READ else state, call)


def _older(sound: Handler, state: State, call: Call) -> Outcome:
    """The list as it was before the newest writes, unless the caller was not there then."""
    before = structs.replace(state, users=Table(state.users.rows, state.users.layers[1:]))
    subject = call.principal.subject
    return sound(state if subject is not None and before.users.get(subject) is None else before, call)


def _with_first_names(sound: Handler, state: State, call: Call) -> Outcome:
    named = [(user, first_day(state, user.user_id)) for user in state.users]
    return sound(with_users(state, *(structs.replace(now, name=then.name) for now, then in named if then)), call)


def _exact_id(sound: Step, state: State, call: Call) -> Problem | None:
    named: Any = call.path.get("userId", "")
    lost = call.demand.operation == READ and named != named.lower()
    return Problem(Kind.NOT_FOUND, "no such user in capitals") if lost else sound(state, call)


DEFECTS = (
    bug("partner-never-logged-in-null", READ,
        "A user who never logged in is read with null as lastLoggedInAt.", ("B-50", "CUBI-32"),
        _alone(lambda user: {"lastLoggedInAt": None} if user["lastLoggedInAt"] == NEVER else {})),
    bug("partner-never-logged-in-epoch", READ,
        "A user who never logged in is read as one who did in 1970.", ("B-50", "CUBI-32"),
        _alone(lambda user: {"lastLoggedInAt": "1970-01-01T00:00:00Z"} if user["lastLoggedInAt"] == NEVER else {})),
    bug("partner-last-login-with-offset-written-out", READ,
        "The last login is read with +00:00 instead of Z.", ("CUBI-42",),
        _alone(lambda user: {"lastLoggedInAt": user["lastLoggedInAt"].replace("Z", "+00:00")})),
    bug("partner-frozen-shown-disabled", "",
        "A frozen user's account is shown as disabled, in the list and alone.", ("CUBI-31", "CUBI-41"),
        all_of(*(shown(lambda user: {"accountEnabled": user["accountEnabled"] and not user["isFrozen"]})
                 for shown in (_alone, _listed)))),
    bug("partner-list-lags-behind", LIST,
        "The list is taken from a copy that lacks the newest writes.", ("B-56",),
        around(LIST, _older)),
    bug("partner-list-shows-first-names", LIST,
        "Whoever was there from the beginning is listed under the first name, whatever it was changed to.",
        ("B-56", "CUBI-51"),
        around(LIST, _with_first_names)),
    bug("partner-deleted-still-found", READ,
        "A deleted user who was there from the beginning can still be read.", ("CUBI-63", "B-43"),
        all_of(around_step(ROW, exists, _found_undeleted),
               around(READ, lambda sound, state, call: sound(_undeleted(state), call)))),
    bug("partner-deleted-still-listed", LIST,
        "A deleted user who was there from the beginning stays in the list.", ("CUBI-63", "CUBI-20"),
        around(LIST, lambda sound, state, call: sound(_undeleted(state), call))),
    bug("partner-other-partners-read", READ,
        "Users of other partners can be read by whoever knows their ids.", ("CUBI-43", "F-04"),
        elsewhere_too(READ)),
    bug("partner-read-needs-small-letters", READ,
        "An id with capitals finds nobody.", ("B-40", "B-44"),
        around_step(ROW, exists, _exact_id)),
)  # fmt: skip
