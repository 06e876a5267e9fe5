"""A sandbox's state as JSON, and back: the changes alone, and the population they were made on by its digest."""

from hashlib import sha256
from typing import Any

import msgspec

from simulator import clock, idempotency
from simulator.domain.call import Change
from simulator.domain.message import OUTBOX, Message
from simulator.domain.moment import to_text
from simulator.domain.table import Kind
from simulator.faults import plan
from simulator.faults.past import Past, checked
from simulator.fixtures import Persona
from simulator.simulator import CAST, Simulator
from simulator.stores.snapshot import Population, Snapshot

__all__ = ["Foreign", "changes_of", "exported", "imported"]

FORMAT = 1
OWN = {
    (OUTBOX, "messages"): Kind(Message, "id"),
    (clock.SLICE, clock.TABLE): Kind(clock.Setting),
    (CAST, "personas"): Kind(Persona, "name"),
    (idempotency.SLICE, idempotency.TABLE): Kind(idempotency.Kept),
    **plan.HOLDINGS,
}


class Foreign(ValueError):
    """The state was made on another population, to which its changes mean nothing."""


def exported(simulator: Simulator, snapshot: Snapshot) -> dict[str, Any]:
    """The sandbox as one JSON object."""
    return {
        "format": FORMAT,
        "population": digest(simulator.beginning.population),
        "clock": to_text(clock.now(snapshot)),
        "version": snapshot.steps,
        "changes": changes_of(snapshot),
    }


def imported(simulator: Simulator, state: dict[str, Any], before: Snapshot) -> Snapshot:
    """What becomes of a sandbox that is made to be as the object says.

    Raises Foreign, and ValueError naming the record that does not fit.
    """
    population = simulator.beginning.population
    if state["population"] != (ours := digest(population)):
        mend = "start it with the same fixtures, users and seed"
        raise Foreign(f"made on population {state['population']}, this simulator has {ours}; {mend}")
    changes = [_change(simulator, entry, f"changes/{place}") for place, entry in enumerate(state["changes"])]
    whole = Snapshot(population).after(changes) if changes else Snapshot(population)
    return Snapshot(population, whole.changes, before.version + 1, state["version"], before.birth)


def changes_of(snapshot: Snapshot) -> list[dict[str, Any]]:
    """The records put (or deleted: null) since the beginning, as JSON, in a stable order."""
    return [
        {"slice": one.slice, "table": one.table, "key": one.key, "record": msgspec.to_builtins(one.record)}
        for one in snapshot.changed()
    ]


def digest(population: Population) -> str:
    """Sixteen hexadecimal digits that stand for every record of the population; how its clock begins does not count."""
    whole = sha256()
    for name in sorted(population.keys() - {clock.SLICE}):
        for table in sorted(population[name]):
            rows = population[name][table]
            whole.update(msgspec.json.encode([name, table, {key: rows[key] for key in sorted(rows)}]))
    return whole.hexdigest()[:16]


def _change(simulator: Simulator, entry: dict[str, Any], where: str) -> Change:
    place = (entry["slice"], entry["table"])
    kinds = OWN | {
        (name, table): kind for name, one in simulator.providers.items() for table, kind in one.tables.items()
    }
    if place not in kinds:
        raise ValueError(f"{where}: no table {'/'.join(place)}; known: {', '.join(map('/'.join, sorted(kinds)))}")
    if entry["record"] is None:
        return Change(*place, entry["key"], None)
    kind = kinds[place]
    try:
        record = msgspec.convert(entry["record"], kind.type)
        if isinstance(record, Past):
            checked(record, simulator.providers)
    except ValueError as error:
        raise ValueError(f"{where}/record: {error}") from None
    if kind.key and getattr(record, kind.key) != entry["key"]:
        raise ValueError(f"{where}/key: expected the record's own {kind.key}, got {entry['key']!r}")
    return Change(*place, entry["key"], record)
