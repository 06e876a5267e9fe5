"""How a bug gets into Customers Bank: into the list, into what is stored, into what is refused, into what is seen."""

from collections.abc import Callable
from math import ceil
from typing import Any, NamedTuple

from msgspec import structs

from simulator.defects.defect import Defect
from simulator.defects.wrapping import Seed, around, around_step
from simulator.domain.call import Call, Change, Handler, Outcome
from simulator.domain.problem import Fault, Kind, Problem, Refused, Violation, refused
from simulator.domain.refusal import Step, without_violations
from simulator.domain.table import Table
from simulator.providers.customers_bank.handlers import NAME
from simulator.providers.customers_bank.state import State, User

__all__ = [
    "ROW",
    "Json",
    "Page",
    "Written",
    "asked",
    "bug",
    "excusing",
    "first_day",
    "listing",
    "on_pages",
    "overlooking",
    "shown",
    "stored",
    "told",
    "unprocessable",
    "whole",
    "with_users",
]

ROW = "partner"
Json = dict[str, Any]


class Page(NamedTuple):
    """What a page shows, out of which whole list, and which page of which size was asked for."""

    items: list[Json]
    users: list[Json]
    number: int
    size: int


class Written(NamedTuple):
    """A user as the sound handler would store it, with what it was made of."""

    user: User
    state: State
    call: Call

    @property
    def before(self) -> User:
        """The user as it was; the new one itself where there was none."""
        return self.state.users.get(self.user.user_id) or self.user

    @property
    def body(self) -> Json:
        """What was sent."""
        return dict(self.call.body)


def bug(name: str, operation: str, story: str, claims: tuple[str, ...], seed: Seed) -> Defect:
    """A bug of this provider."""
    return Defect(name=name, provider=NAME, operation=operation, story=story, claims=claims, seed=seed)


def asked(call: Call, **query: Any) -> Call:
    """The call with another query; what is None is not asked for."""
    wanted = {**call.query, **query}
    return structs.replace(call, query={name: value for name, value in wanted.items() if value is not None})


def told(outcome: Outcome, **members: Any) -> Outcome:
    """The outcome with these members in its answer instead."""
    body: Any = outcome.reply.body
    return Outcome(structs.replace(outcome.reply, body={**body, **members}), outcome.changes)


def whole(sound: Handler, state: State, call: Call, **query: Any) -> list[Json]:
    """The list as it would be without pages."""
    return shown(sound, state, asked(call, paginateResults=False, **query))


def shown(sound: Handler, state: State, call: Call) -> list[Json]:
    """The users that the sound answer lists."""
    body: Any = sound(state, call).reply.body
    return list(body["items"])


def listing(choose: Callable[[list[Json], Json], list[Json]], **without: None) -> Seed:
    """The list holds, in this order, what `choose` makes of the sound one and of the query; pages are cut as ever.

    Parameters named in `without` are not applied to the list that `choose` is given.
    """

    def wrapped(sound: Handler, state: State, call: Call) -> Outcome:
        outcome = sound(state, call)
        users = choose(whole(sound, state, call, **without), dict(call.query))
        return told(outcome, **_cut(users, call.query))

    return around("listPartnerUsers", wrapped)


def on_pages(edit: Callable[[Page], Json]) -> Seed:
    """Where pages are asked for, the envelope has the members that `edit` gives it."""

    def wrapped(sound: Handler, state: State, call: Call) -> Outcome:
        outcome = sound(state, call)
        if not call.query.get("paginateResults", False):
            return outcome
        body: Any = outcome.reply.body
        page = Page(body["items"], whole(sound, state, call), call.query.get("page", 0), body["pageSize"])
        return told(outcome, **edit(page))

    return around("listPartnerUsers", wrapped)


def stored(operation: str, edit: Callable[[Written], Json]) -> Seed:
    """The operation answers as ever, but the user is stored with the members that `edit` gives."""

    def wrapped(sound: Handler, state: State, call: Call) -> Outcome:
        outcome = sound(state, call)

        def edited(change: Change) -> Change:
            if not isinstance(change.record, User):
                return change
            members = edit(Written(change.record, state, call))
            return structs.replace(change, record=structs.replace(change.record, **members))

        return Outcome(outcome.reply, tuple(map(edited, outcome.changes)))

    return around(operation, wrapped)


def excusing(operation: str, excused: Callable[[State, Call], bool], otherwise: Handler) -> Seed:
    """What the operation refuses is decided by `otherwise` where the call is excused."""

    def wrapped(sound: Handler, state: State, call: Call) -> Outcome:
        try:
            return sound(state, call)
        except Refused:
            if not excused(state, call):
                raise
            return otherwise(state, call)

    return around(operation, wrapped)


def overlooking(operation: str, overlooked: Callable[[Violation], bool]) -> Seed:
    """Some violations of the operation's calls are no reason to refuse them."""

    def wrapped(sound: Step, state: State, call: Call) -> Problem | None:
        if call.demand.operation != operation:
            return sound(state, call)
        kept = tuple(one for one in call.violations if not overlooked(one))
        return sound(state, structs.replace(call, violations=kept))

    return around_step(ROW, without_violations, wrapped)


def with_users(state: State, *users: User) -> State:
    """The state as if these users stood like this."""
    table = Table(state.users.rows, ({user.user_id: user for user in users}, *state.users.layers))
    return structs.replace(state, users=table)


def first_day(state: State, user_id: str) -> User | None:
    """The user as the population has it, whatever was written since."""
    return state.users.rows.get(user_id.lower())


def unprocessable(field: str, hint: str) -> Refused:
    """A refusal like the sound ones."""
    return refused(Kind.UNPROCESSABLE, hint, (Violation(Fault.CONSTRAINT, "request", f"/{field}", "another value"),))


def _cut(users: list[Json], query: Any) -> Json:
    total, paged = len(users), query.get("paginateResults", False)
    size = query.get("perPage", 10) if paged else total
    offset = query.get("page", 0) * size if paged else 0
    return {
        "pageSize": size,
        "pageOffset": offset,
        "totalPages": ceil(total / size) if size else 0,
        "totalItemCount": total,
        "items": users[offset : offset + size],
    }
