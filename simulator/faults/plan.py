"""The faults that are planned in a sandbox, and which of them a call draws.

They are records of a slice of their own, so that fork, reset, export and import carry them along; that one was drawn
is a change like any other.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from simulator.domain.call import Change, Outcome, Reply, deleted, put
from simulator.domain.exchange import Drawn
from simulator.domain.ids import Ids
from simulator.domain.table import Kind as Holding
from simulator.domain.table import Rows
from simulator.faults.kinds import Faulted, Kind, StaleRead, Turn
from simulator.faults.past import Past, as_it_was, remembered
from simulator.openapi.operation import Operation
from simulator.providers.provider import Provider
from simulator.stores.snapshot import Snapshot
from simulator.stores.store import Store
from simulator.stores.transact import transact

__all__ = [
    "HOLDINGS", "PLANNED", "SLICE", "Approach", "Choice", "Planned", "Wish", "all_ended", "befallen", "ended", "plan",
    "planned", "rows",
]  # fmt: skip

SLICE = "faults"
PREFIX = "fault-"
PLANNED, PAST = (SLICE, "planned"), (SLICE, "past")
SHUT_OUT = frozenset({401, 403})
"""What a caller is answered who may not know, however old the answer."""
Natural = Annotated[int, Meta(ge=0, le=1_000_000)]


class Choice(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Which calls a fault is for: those of the provider, the operation and the user that are named.

    Of these it lets the first `skip` pass, and befalls each other with this probability, derived from `seed`, until it
    has befallen `count` of them.
    """

    provider: str | None = None
    operation: str | None = None
    user: str | None = None
    skip: Natural = 0
    count: Annotated[int, Meta(ge=1, le=1_000_000)] | None = None
    probability: Annotated[float, Meta(gt=0, le=1)] = 1.0
    seed: int = 0


class Wish(Struct, frozen=True):
    """A fault to be planned. `users` are the ids that its choice of a user stands for."""

    fault: Kind
    choice: Choice
    users: tuple[str, ...] = ()


class Planned(Struct, frozen=True, rename="camel"):
    """A fault of a sandbox: how many calls it was for so far, and how many of those it befell."""

    id: str
    fault: Kind
    choice: Choice
    users: tuple[str, ...] = ()
    matched: int = 0
    struck: int = 0


HOLDINGS = {PLANNED: Holding(Planned, "id"), PAST: Holding(Past, "id")}
"""What the tables of the slice hold."""


class Approach(Struct, frozen=True):
    """A call before it is decided: what faults choose by, and what deciding it takes.

    `subject` is the token's, `seed` the simulator's. `step` decides the call on a snapshot.
    """

    operation: Operation
    provider: Provider
    path: Mapping[str, str]
    subject: str | None
    store: Store
    sandbox: str
    seed: int
    at: datetime
    step: Callable[[Snapshot], Outcome]


def rows() -> dict[str, Rows[Planned | Past]]:
    """The slice of a population: no sandbox begins with a fault."""
    return {table: Rows() for _, table in HOLDINGS}


def planned(snapshot: Snapshot) -> list[Planned]:
    """The faults of the sandbox, in the order in which calls are held against them."""
    return list(snapshot.table(*PLANNED))


def plan(snapshot: Snapshot, wish: Wish, providers: Mapping[str, Provider]) -> tuple[Planned, tuple[Change, ...]]:
    """The fault that is wished for, and the changes that plan it behind all others."""
    number = 1 + max(map(_number, snapshot.table(*PLANNED).changed()), default=0)
    fault = Planned(f"{PREFIX}{number}", wish.fault, wish.choice, wish.users)
    change = put(*PLANNED, fault.id, fault)
    if not isinstance(wish.fault, StaleRead):
        return fault, (change,)
    return fault, (change, put(*PAST, fault.id, remembered(snapshot, fault.id, providers)))


def _number(identity: str) -> int:
    """Which one it was, deleted or not; 0 where somebody else gave the id, for a state may be written by hand."""
    digits = identity.removeprefix(PREFIX)
    return int(digits) if identity.startswith(PREFIX) and digits.isdecimal() else 0


def ended(snapshot: Snapshot, identity: str) -> tuple[Change, ...]:
    """The changes after which the fault is planned no more; none where there is no such fault."""
    return tuple(deleted(*place, identity) for place in HOLDINGS if snapshot.table(*place).get(identity) is not None)


def all_ended(snapshot: Snapshot) -> tuple[Change, ...]:
    """The changes after which no fault is planned."""
    return tuple(change for fault in planned(snapshot) for change in ended(snapshot, fault.id))


async def befallen(approach: Approach) -> tuple[Drawn, Faulted] | None:
    """What the fault that the call draws makes of it; None where it draws none. The draw is stored before anything
    else.
    """
    found: list[Planned | None] = []

    def step(snapshot: Snapshot) -> Outcome:
        fault, changes = _drawn(planned(snapshot), approach)
        found[:] = [fault]
        return Outcome(Reply(204), changes)

    await transact(approach.store, approach.sandbox, step)
    fault = found[0]
    if fault is None:
        return None
    drawn = Drawn(fault.id, str(fault.fault.__struct_config__.tag))
    return drawn, await fault.fault.befall(_turn(approach, fault))


def _drawn(faults: list[Planned], approach: Approach) -> tuple[Planned | None, tuple[Change, ...]]:
    """The first fault that befalls the call, with it and those before it counted on."""
    changes = []
    for fault in faults:
        if _concerns(fault, approach):
            counted = replace(fault, matched=fault.matched + 1)
            strikes = _strikes(counted, approach)
            counted = replace(counted, struck=fault.struck + strikes)
            changes.append(put(*PLANNED, fault.id, counted))
            if strikes:
                return counted, tuple(changes)
    return None, tuple(changes)


def _concerns(fault: Planned, approach: Approach) -> bool:
    """Whether the call is one that the fault is for, and there is any of it left."""
    choice, operation = fault.choice, approach.operation
    if choice.count is not None and fault.struck >= choice.count:
        return False
    if choice.provider not in (None, operation.provider) or choice.operation not in (None, operation.id):
        return False
    if isinstance(fault.fault, StaleRead) and operation.method != "GET":
        return False
    about = {approach.path.get("userId", "").lower(), (approach.subject or "").lower()}
    return not fault.users or not about.isdisjoint(fault.users)


def _strikes(fault: Planned, approach: Approach) -> bool:
    if fault.matched <= fault.choice.skip:
        return False
    return fault.choice.probability == 1 or _ids(fault, approach).chance() < fault.choice.probability


def _ids(fault: Planned, approach: Approach) -> Ids:
    """What is derived for this draw of this fault, whatever else happens in the sandbox."""
    return Ids(approach.seed, approach.sandbox, f"{SLICE}/{fault.id}/{fault.choice.seed}", fault.matched)


def _turn(approach: Approach, fault: Planned) -> Turn:
    async def earlier() -> Reply:
        present = await approach.store.read(approach.sandbox)
        today = approach.step(present).reply
        if today.status in SHUT_OUT:
            return today
        past = present.table(*PAST).get(fault.id) or Past(fault.id)
        return approach.step(as_it_was(present, past, approach.provider)).reply

    return Turn(
        at=approach.at,
        ids=_ids(fault, approach),
        proceed=partial(transact, approach.store, approach.sandbox, approach.step),
        earlier=earlier,
        refused=lambda problem: approach.provider.refusal(problem, approach.operation.handler),
    )
