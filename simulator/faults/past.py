"""What a provider's state was at a moment that a fault remembers: its changes, in a form that can be exported."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct, ValidationError, convert, to_builtins

from simulator.domain.table import Layers
from simulator.providers.provider import Provider
from simulator.stores.snapshot import Snapshot

__all__ = ["Past", "as_it_was", "checked", "remembered"]


class Then(Struct, frozen=True):
    """A record as it was, as JSON; None where it was deleted."""

    slice: str
    table: str
    key: str
    record: dict[str, Any] | None


class Past(Struct, frozen=True):
    """All records that differed from the population's when the fault of that id was planned."""

    id: str
    records: tuple[Then, ...] = ()


def remembered(snapshot: Snapshot, identity: str, slices: Iterable[str]) -> Past:
    """The slices as they are now."""
    wanted = frozenset(slices)
    changed = (one for one in snapshot.changed() if one.slice in wanted)
    return Past(identity, tuple(Then(one.slice, one.table, one.key, to_builtins(one.record)) for one in changed))


def checked(past: Past, providers: Mapping[str, Provider]) -> None:
    """Raises ValueError, naming the record, where one is none of these providers'."""
    for number, then in enumerate(past.records):
        try:
            _record(then, providers[then.slice])
        except KeyError:
            raise ValueError(f"records/{number}: no table {then.slice}/{then.table}") from None
        except ValidationError as error:
            raise ValueError(f"records/{number}/record: {error}") from None


def as_it_was(present: Snapshot, past: Past, provider: Provider) -> Snapshot:
    """The present, but for the provider's slice, which is as it was then."""
    changes: dict[tuple[str, str], Layers] = {
        place: stack for place, stack in present.changes.items() if place[0] != provider.name
    }
    for then in (one for one in past.records if one.slice == provider.name):
        (layer,) = changes.setdefault((then.slice, then.table), ({},))
        layer[then.key] = _record(then, provider)
    return Snapshot(present.population, changes, present.version, present.steps, present.birth)


def _record(then: Then, provider: Provider) -> Any:
    kind = provider.tables[then.table].type
    return None if then.record is None else convert(then.record, kind)
