"""Planned faults: which there are, one more, one less."""

from simulator.control.visit import Declined, Handler, Visit, listing, unknown
from simulator.domain.call import Change, Reply
from simulator.faults.plan import PLANNED, Wish, all_ended, ended, plan, planned
from simulator.faults.wish import Known, read, shown
from simulator.simulator import CAST, Simulator
from simulator.stores.snapshot import Snapshot

__all__ = ["HANDLERS", "known_to", "replanned"]


async def list_faults(visit: Visit) -> Reply:
    """All that are planned, in the order in which calls are held against them."""
    return listing(map(shown, planned(await visit.snapshot())))


async def create_fault(visit: Visit) -> Reply:
    """One more, behind all others."""
    try:
        wish = read(visit.body, known_to(visit.simulator, await visit.snapshot()))
    except ValueError as error:
        raise Declined(400, str(error)) from None
    made: list[str] = []

    def decided(snapshot: Snapshot) -> tuple[Change, ...]:
        fault, changes = plan(snapshot, wish, visit.simulator.providers)
        made[:] = [fault.id]
        return changes

    await visit.simulator.change(visit.sandbox, decided)
    fault = (await visit.snapshot()).table(*PLANNED).get(made[0])
    if fault is None:
        raise Declined(404, f"{made[0]} was planned, and deleted again before this answer")
    return Reply(201, shown(fault))


async def delete_fault(visit: Visit) -> Reply:
    """It befalls nobody any more."""
    name, snapshot = visit.path["id"], await visit.snapshot()
    if snapshot.table(*PLANNED).get(name) is None:
        raise unknown("fault", name, [one.id for one in planned(snapshot)])
    await visit.simulator.change(visit.sandbox, lambda present: ended(present, name))
    return Reply(204)


def known_to(simulator: Simulator, snapshot: Snapshot) -> Known:
    """What a fault of this sandbox may name."""
    users: dict[str, tuple[str, ...]] = {client.client_id: (client.client_id,) for client in simulator.cast.clients}
    for persona in snapshot.table(CAST, "personas"):
        at = (one for name, one in simulator.providers.items() if name in persona.sections)
        users[persona.name] = tuple(one.casting.identities(persona)["userId"] for one in at)
    return Known(simulator.providers, {one.id: one for one in simulator.matcher.operations}, users)


def replanned(simulator: Simulator, snapshot: Snapshot, wishes: list[Wish]) -> list[Change]:
    """The changes after which these faults are planned and no others."""
    changes = list(all_ended(snapshot))
    for wish in wishes:
        _, more = plan(snapshot.after(changes), wish, simulator.providers)
        changes += more
    return changes


HANDLERS: dict[str, Handler] = {
    "listFaults": list_faults,
    "createFault": create_fault,
    "deleteFault": delete_fault,
}
