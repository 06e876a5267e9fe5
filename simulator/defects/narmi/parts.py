"""How a bug gets into Narmi: into the list, into what is shown, into what is stored and noted, into what is refused."""

from collections.abc import Callable, Collection
from typing import Any

from msgspec import structs

from simulator.defects.defect import Defect
from simulator.defects.wrapping import Seed, all_of, around, around_step, changes, replies
from simulator.domain.call import Call, Change, Handler, Outcome, Reply
from simulator.domain.problem import Problem, Refused
from simulator.domain.refusal import Step
from simulator.providers.narmi.record.history import Entry, History
from simulator.providers.narmi.record.user import User
from simulator.providers.narmi.refusals import REFUSALS
from simulator.providers.narmi.rules.listing import listed
from simulator.providers.narmi.state import NAME, State
from simulator.providers.narmi.wire.page import page

__all__ = [
    "ENTRIES",
    "Json",
    "altered",
    "blind",
    "bug",
    "dropped",
    "excused",
    "listing",
    "noted",
    "rewritten",
    "shown",
    "stepping",
    "stored",
]

Json = dict[str, Any]
Entries = tuple[Entry, ...]
ENTRIES = "histories"
LIST = "listManagedUsers"
LIMIT = 25


def bug(name: str, operation: str, story: str, claims: tuple[str, ...], seed: Seed) -> Defect:
    """A bug of this provider."""
    return Defect(name=name, provider=NAME, operation=operation, story=story, claims=claims, seed=seed)


def shown(operation: str, edit: Callable[[Json], Json]) -> Seed:
    """A yes of the operation shows these members instead."""

    def edited(reply: Reply) -> Reply:
        body: Any = reply.body
        return structs.replace(reply, body={**body, **edit(body)}) if reply.status < 300 else reply

    return replies(operation, edited)


def rewritten(operation: str, edit: Callable[[Json], Json]) -> Seed:
    """Each entry of a list is shown with these members instead."""
    return shown(operation, lambda body: {"results": [{**one, **edit(one)} for one in body["results"]]})


def altered(operation: str, table: str, edit: Callable[[Any, State, Call], Any]) -> Seed:
    """The operation answers as ever, but records of one table are stored as `edit` makes them."""

    def wrapped(sound: Handler, state: State, call: Call) -> Outcome:
        outcome = sound(state, call)

        def changed(change: Change) -> Change:
            mine = change.table == table and change.slice == NAME and change.record is not None
            return structs.replace(change, record=edit(change.record, state, call)) if mine else change

        return Outcome(outcome.reply, tuple(map(changed, outcome.changes)))

    return around(operation, wrapped)


def stored(operation: str, edit: Callable[[User, State, Call], Json]) -> Seed:
    """The operation answers as ever, but the user is stored with these members instead."""
    return altered(operation, "users", lambda user, state, call: structs.replace(user, **edit(user, state, call)))


def noted(operation: str, edit: Callable[[Entries, Call], Entries]) -> Seed:
    """What the operation adds to a history is what `edit` makes of the new entries, oldest first."""

    def changed(history: History, state: State, call: Call) -> History:
        before = len(state.history(history.user_id).entries)
        kept, new = history.entries[:before], history.entries[before:]
        return structs.replace(history, entries=(*kept, *edit(new, call)))

    return altered(operation, ENTRIES, changed)


def dropped(operation: str, *tables: str, slice: str = NAME) -> Seed:
    """The operation answers as ever, but what it does to these tables is lost."""

    def kept(found: tuple[Change, ...]) -> tuple[Change, ...]:
        return tuple(one for one in found if not (one.table in tables and one.slice == slice))

    return changes(operation, kept)


def stepping(step: Step, wrapped: Callable[[Step, State, Call], Problem | None]) -> Seed:
    """A step is decided by `wrapped` in every row that has it."""
    return all_of(*(around_step(row, step, wrapped) for row, steps in REFUSALS.items() if step in steps))


def blind(step: Step, codes: Collection[str], operations: Collection[str] = ()) -> Seed:
    """A step that would refuse with one of these ids lets the call pass; no operations: any."""

    def wrapped(sound: Step, state: State, call: Call) -> Problem | None:
        problem = sound(state, call)
        about_it = not operations or call.demand.operation in operations
        return None if problem is not None and problem.code in codes and about_it else problem

    return stepping(step, wrapped)


def excused(operation: str, otherwise: Handler) -> Seed:
    """What the handler of the operation refuses is decided by `otherwise`."""

    def wrapped(sound: Handler, state: State, call: Call) -> Outcome:
        try:
            return sound(state, call)
        except Refused:
            return otherwise(state, call)

    return around(operation, wrapped)


def listing(choose: Callable[[list[Json], State, Json], list[Json]]) -> Seed:
    """The list holds, in this order, what `choose` makes of all found and of the query; pages are cut as ever."""

    def wrapped(sound: Handler, state: State, call: Call) -> Outcome:
        query: Any = call.query
        asked = structs.replace(call, query={**query, "limit": len(listed(state, "")) + 1, "offset": 0})
        body: Any = sound(state, asked).reply.body
        rows = choose(list(body["results"]), state, query)
        limit, offset = query.get("limit", LIMIT), query.get("offset", 0)
        kept = {name: query[name] for name in ("search", "type", "archived") if name in query}
        url = f"{call.address}/narmi/admin/v1/users"
        whole = page(rows[offset : offset + limit], len(rows), url, kept, limit, offset)
        return Outcome(Reply(200, whole))

    return around(LIST, wrapped)
