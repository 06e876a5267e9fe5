"""One request to the control API after binding, and how a handler declines it."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from msgspec import Struct, to_builtins

from simulator import clock
from simulator.address import Address
from simulator.control.stream import EventStream
from simulator.domain.call import Call, Reply
from simulator.domain.demand import Demand
from simulator.domain.ids import Ids
from simulator.providers.provider import Provider
from simulator.simulator import Simulator
from simulator.stores.snapshot import Snapshot

__all__ = ["Declined", "Handler", "Visit", "listing", "provider_of", "ruling", "unknown"]


class Visit(Struct, frozen=True):
    """Who is asked, about which sandbox, and for what. `body` is None where none was sent."""

    simulator: Simulator
    sandbox: str
    address: Address
    path: Mapping[str, str]
    query: Mapping[str, Any]
    body: Any
    header: Mapping[str, Any] = {}

    async def snapshot(self) -> Snapshot:
        """The sandbox as it is now. Raises UnknownSandbox."""
        return await self.simulator.store.read(self.sandbox)

    @property
    def url(self) -> str:
        """The base URL at which this caller reaches the sandbox."""
        return self.address.of(self.sandbox)


class Declined(Exception):
    """The control API's own refusal: a status and a sentence that says how to mend it."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


Handler = Callable[[Visit], Awaitable[Reply | EventStream]]


def listing(items: Iterable[Any], total: int | None = None, **more: Any) -> Reply:
    """A list in the one form that all lists have."""
    found = to_builtins(list(items))
    return Reply(200, {"items": found, "total": len(found) if total is None else total, **more})


def unknown(what: str, name: str, known: Iterable[str]) -> Declined:
    """404 for a name nobody knows, with the nearest known one or all of them."""
    names = sorted(known)
    close = get_close_matches(name, names, n=1)
    told = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(names[:40]) or 'none'}"
    return Declined(404, f"unknown {what} {name!r}; {told}")


def provider_of(visit: Visit, name: str, status: int = 404) -> Provider:
    """The provider of that name. Raises Declined."""
    if name in visit.simulator.providers:
        return visit.simulator.providers[name]
    raise Declined(status, unknown("provider", name, visit.simulator.providers).detail)


def ruling(visit: Visit, provider: Provider, snapshot: Snapshot, at: datetime | None = None) -> tuple[Any, Call]:
    """What a provider's own functions take: its state, and a call that carries instant and ids."""
    call = Call(
        demand=Demand("control"),
        at=at or clock.now(snapshot),
        ids=Ids(visit.simulator.seed, visit.sandbox, provider.name, snapshot.steps),
        address=visit.url,
    )
    return snapshot.view(provider.name, provider.state), call
