"""Sandboxes: begin, fork, reset, end; what each changed; export and import."""

from typing import Any

from simulator.address import DEFAULT
from simulator.control.visit import Declined, Handler, Visit, listing, unknown
from simulator.domain.call import Reply
from simulator.portable import Foreign, changes_of, exported, imported
from simulator.simulator import Taken
from simulator.stores.snapshot import Snapshot

__all__ = ["HANDLERS"]


async def list_sandboxes(visit: Visit) -> Reply:
    """All of them, oldest first."""
    names = await visit.simulator.sandboxes()
    return listing([_shown(visit, name, await visit.simulator.store.read(name)) for name in names])


async def get_sandbox(visit: Visit) -> Reply:
    """One sandbox."""
    return Reply(200, _shown(visit, visit.path["id"], await _read(visit)))


async def create_sandbox(visit: Visit) -> Reply:
    """One that begins as every sandbox does."""
    return await _begun(visit, visit.simulator.create(_wished(visit)))


async def fork_sandbox(visit: Visit) -> Reply:
    """One that goes on from where this one is."""
    await _read(visit)
    return await _begun(visit, visit.simulator.fork(visit.path["id"], _wished(visit)))


async def reset_sandbox(visit: Visit) -> Reply:
    """As it began."""
    await _read(visit)
    await visit.simulator.reset(visit.path["id"])
    return Reply(204)


async def delete_sandbox(visit: Visit) -> Reply:
    """Gone; the default stays."""
    await _read(visit)
    if visit.path["id"] == DEFAULT:
        raise Declined(409, f"{DEFAULT} cannot be deleted; POST …/sandboxes/{DEFAULT}/reset empties it")
    await visit.simulator.end(visit.path["id"])
    return Reply(204)


async def export_state(visit: Visit) -> Reply:
    """Everything that makes this sandbox differ from its beginning, as one portable value."""
    return Reply(200, exported(visit.simulator, await _read(visit)))


async def import_state(visit: Visit) -> Reply:
    """The sandbox is as the exported value says; refused where that was made on another population."""
    before = await _read(visit)
    try:
        after = imported(visit.simulator, visit.body, before)
    except Foreign as error:
        raise Declined(409, str(error)) from None
    except ValueError as error:
        raise Declined(400, str(error)) from None
    await visit.simulator.store.keep(visit.path["id"], after)
    return Reply(204)


async def list_changes(visit: Visit) -> Reply:
    """The records this sandbox put or deleted."""
    return listing(changes_of(await _read(visit)))


async def _read(visit: Visit) -> Snapshot:
    name = visit.path["id"]
    names = await visit.simulator.sandboxes()
    if name not in names:
        raise unknown("sandbox", name, names)
    return await visit.simulator.store.read(name)


async def _begun(visit: Visit, beginning: Any) -> Reply:
    try:
        name = await beginning
    except Taken as error:
        raise Declined(409, str(error)) from None
    except ValueError as error:
        raise Declined(400, str(error)) from None
    return Reply(201, {"id": name, "url": visit.address.of(name)})


def _wished(visit: Visit) -> str | None:
    return visit.body.get("id") if visit.body else None


def _shown(visit: Visit, name: str, snapshot: Snapshot) -> dict[str, Any]:
    return {"id": name, "url": visit.address.of(name), "version": snapshot.version}


HANDLERS: dict[str, Handler] = {
    "listSandboxes": list_sandboxes,
    "getSandbox": get_sandbox,
    "createSandbox": create_sandbox,
    "forkSandbox": fork_sandbox,
    "resetSandbox": reset_sandbox,
    "deleteSandbox": delete_sandbox,
    "exportState": export_state,
    "importState": import_state,
    "listChanges": list_changes,
}
