"""Bugs in who is deleted, who may be, and what goes along."""

from simulator.defects.customers_bank.parts import ROW, bug, excusing
from simulator.defects.customers_bank.shown import elsewhere_too
from simulator.defects.wrapping import all_of, around, around_step
from simulator.domain.call import Call, Handler, Outcome, Reply, deleted
from simulator.domain.problem import Problem
from simulator.domain.refusal import Step
from simulator.providers.customers_bank import rules
from simulator.providers.customers_bank.handlers import NAME, caller
from simulator.providers.customers_bank.refusals import exists
from simulator.providers.customers_bank.state import State, User

__all__ = ["DEFECTS"]

DELETE = "deletePartnerUser"


def _named(state: State, call: Call) -> User | None:
    return state.users.get(call.path["userId"].lower())


def _gone(_: State, call: Call) -> Outcome:
    return Outcome(Reply(204), (deleted(NAME, "users", call.path["userId"].lower()),))


def _oneself(state: State, call: Call) -> bool:
    user = caller(state, call)
    return call.path["userId"].lower() == user.user_id and not user.is_primary_admin


def _primary(state: State, call: Call) -> bool:
    user = _named(state, call)
    return user is not None and user.is_primary_admin and user.user_id != caller(state, call).user_id


def _twice(sound: Handler, state: State, call: Call) -> Outcome:
    return sound(state, call) if _named(state, call) else Outcome(Reply(204))


def _once_there(sound: Step, state: State, call: Call) -> Problem | None:
    """Whoever was there from the beginning, or is there now, may be deleted again."""
    if call.demand.operation != DELETE or call.path["userId"].lower() not in state.users.rows:
        return sound(state, call)
    return None if _named(state, call) is None else sound(state, call)


def _namesakes_too(sound: Handler, state: State, call: Call) -> Outcome:
    outcome, user = sound(state, call), _named(state, call)
    assert user is not None, "refused before, where the user does not exist"
    others = [one for one in rules.colleagues(state, user.partner_id) if user.name and one.name == user.name]
    mine = caller(state, call).user_id
    more = (deleted(NAME, "users", one.user_id) for one in others if one.user_id not in (user.user_id, mine))
    return Outcome(outcome.reply, (*outcome.changes, *more))


def _credentials_too(sound: Handler, state: State, call: Call) -> Outcome:
    outcome, user = sound(state, call), _named(state, call)
    home = [one for one in state.credentials if user is not None and one.partner_id == user.partner_id]
    newest = max(home, key=lambda one: (one.start_at, one.credential_id), default=None)
    more = () if newest is None else (deleted(NAME, "credentials", newest.credential_id),)
    return Outcome(outcome.reply, (*outcome.changes, *more))


def _kept_in_capitals(sound: Handler, state: State, call: Call) -> Outcome:
    outcome = sound(state, call)
    return outcome if call.path["userId"].islower() else Outcome(outcome.reply)


DEFECTS = (
    bug("partner-oneself-deleted", DELETE,
        "An administrator who is not the primary one can delete oneself.", ("B-58",),
        excusing(DELETE, _oneself, _gone)),
    bug("partner-primary-administrator-deleted", DELETE,
        "The primary administrator can be deleted by another one.", ("B-58",),
        excusing(DELETE, _primary, _gone)),
    bug("partner-second-deletion-accepted", DELETE,
        "A second deletion of a user who was there from the beginning is answered 204.", ("B-43", "CUBI-64"),
        all_of(around_step(ROW, exists, _once_there), around(DELETE, _twice))),
    bug("partner-other-partners-deleted", DELETE,
        "Users of other partners can be deleted by whoever knows their ids.", ("CUBI-64", "F-04"),
        elsewhere_too(DELETE)),
    bug("partner-deletion-takes-namesakes", DELETE,
        "With a user go all colleagues of the same name, but for the caller.", ("CUBI-60", "CUBI-63"),
        around(DELETE, _namesakes_too)),
    bug("partner-deletion-takes-a-credential", DELETE,
        "With a user goes the partner's newest credential.", ("CUBI-60", "B-43"),
        around(DELETE, _credentials_too)),
    bug("partner-deletion-in-capitals-lost", DELETE,
        "A deletion whose id has capitals is answered 204 and not done.", ("B-40", "CUBI-63"),
        around(DELETE, _kept_in_capitals)),
)  # fmt: skip
