"""What the simulator is: its health, the claims it keeps, the specs it serves."""

from simulator import __version__
from simulator.claims import bundled
from simulator.connection import Connection
from simulator.control.visit import Handler, Visit, listing, unknown
from simulator.domain.call import Reply

__all__ = ["HANDLERS"]


async def get_health(visit: Visit) -> Reply:
    """It answers."""
    sandboxes = len(await visit.simulator.sandboxes())
    return Reply(
        200, {"status": "ok", "version": __version__, "sandboxes": sandboxes, "unreadable": Connection.unreadable}
    )


async def list_claims(_: Visit) -> Reply:
    """Every documented sentence, and what became of it."""
    return listing(bundled())


async def list_specs(visit: Visit) -> Reply:
    """The documents that are served."""
    return listing(
        {"name": one.name, "title": one.title, "url": f"{visit.url}/_simulator/v1/specs/{one.name}"}
        for one in visit.simulator.documents
    )


async def get_spec(visit: Visit) -> Reply:
    """One document, with this sandbox's address as its first server."""
    name = f"{visit.path['provider']}/{visit.path['name']}"
    documents = {one.name: one for one in visit.simulator.documents}
    if name not in documents:
        raise unknown("spec", name, documents)
    return Reply(200, documents[name].served_at(visit.url))


HANDLERS: dict[str, Handler] = {
    "getHealth": get_health,
    "listClaims": list_claims,
    "listSpecs": list_specs,
    "getSpec": get_spec,
}
