"""Whom a call is about, and how bugs get into what is shown of a person, saved of one, or refused."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from simulator.defects.wrapping import Seed, around, judged
from simulator.domain.call import Call, Change, Handler, Outcome, Reply
from simulator.domain.problem import Violation
from simulator.domain.table import Table
from simulator.providers.banno.state import State, User

__all__ = ["Json", "excused", "instead", "person", "saves", "shows", "standing"]

Json = dict[str, Any]


def person(state: State, call: Call) -> User:
    """The user of the path, who exists, for nobody asks before the refusals."""
    user = state.users.get(call.path["userId"].lower())
    assert user is not None
    return user


def standing(state: State, user: User) -> State:
    """The state as it would be if the user's record were this one."""
    layers = ({user.user_id: user}, *state.users.layers)
    return replace(state, users=Table(state.users.rows, layers))


def shows(operation: str, edit: Callable[[User, Json], Json]) -> Seed:
    """Each user that the operation answers with is shown as `edit` makes it of the record and what should be shown."""

    def shown(state: State, members: Json) -> Json:
        user = state.users.get(members["userId"])
        assert user is not None
        return edit(user, members)

    def wrapped(sound: Handler, state: State, call: Call) -> Outcome:
        outcome = sound(state, call)
        body: Any = outcome.reply.body
        found = {**body, "users": [shown(state, each) for each in body["users"]]} if "users" in body else None
        return Outcome(instead(outcome.reply, found or shown(state, body)), outcome.changes)

    return around(operation, wrapped)


def instead(reply: Reply, body: Any) -> Reply:
    """The same reply with another body, made for this once."""
    return replace(reply, body=body, lasting=False)


def saves(operation: str, edit: Callable[[State, User, Call], User]) -> Seed:
    """The user is saved as `edit` makes it of the state before, the record that should be saved, and the call."""

    def wrapped(sound: Handler, state: State, call: Call) -> Outcome:
        outcome = sound(state, call)

        def edited(change: Change) -> Change:
            return replace(change, record=edit(state, change.record, call)) if change.table == "users" else change

        return Outcome(outcome.reply, tuple(map(edited, outcome.changes)))

    return around(operation, wrapped)


def excused(row: str, operation: str, harmless: Callable[[Violation, Call], bool]) -> Seed:
    """Some violations of the operation's calls are overlooked."""

    def edit(call: Call) -> Call:
        kept = tuple(violation for violation in call.violations if not harmless(violation, call))
        return replace(call, violations=kept)

    return judged(row, {operation}, edit)
