"""The control API without HTTP around it: an operation is bound, decided and held against its own spec. A socket's
requests come this way, and so do the console's.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from simulator.address import Address
from simulator.answer import own_problem
from simulator.control import about, fault, people, record, sandbox, token
from simulator.control.stream import EventStream
from simulator.control.visit import Declined, Handler, Visit
from simulator.domain.call import Reply
from simulator.openapi.bind import bind
from simulator.openapi.operation import Operation, operations
from simulator.openapi.promise import broken_promises
from simulator.simulator import Simulator
from simulator.stores.store import UnknownSandbox
from simulator.stores.transact import Busy

__all__ = ["HANDLERS", "TITLES", "Asking", "declared", "replied"]

HANDLERS: dict[str, Handler] = {
    **about.HANDLERS,
    **fault.HANDLERS,
    **people.HANDLERS,
    **record.HANDLERS,
    **sandbox.HANDLERS,
    **token.HANDLERS,
}
TITLES = {400: "Bad request", 404: "Not found", 405: "Method not allowed", 409: "Conflict"}


class Asking(Struct, frozen=True):
    """A request as it came: about which sandbox, with which path parameters, and all else as bytes."""

    sandbox: str
    address: Address
    path: Mapping[str, str] = {}
    query: bytes = b""
    headers: Iterable[tuple[bytes, bytes]] = ()
    media_type: str = ""
    body: bytes = b""


def declared(simulator: Simulator) -> dict[str, Operation]:
    """The operations of the control API by id. Raises ValueError where the spec and the handlers do not fit."""
    documents = (document for document in simulator.documents if document.provider == "simulator")
    found = {operation.id: operation for document in documents for operation in operations(document)}
    if odd := found.keys() ^ HANDLERS.keys():
        raise ValueError(f"control operations and handlers do not fit: {', '.join(sorted(odd))}")
    return found


async def replied(simulator: Simulator, operation: Operation, asking: Asking) -> Reply | EventStream:
    """Bind, decide, and hold the reply against the spec: the same way as a simulated API, with our own refusals."""
    bound = bind(operation, asking.query, asking.media_type, asking.body, asking.headers)
    taken = operation.demand.media_types
    if asking.body and taken and bound.media_type not in taken:
        return own_problem(415, "Unsupported media type", f"send Content-Type: {' or '.join(sorted(taken))}")
    if bound.violations:
        told = tuple(map(str, bound.violations))
        return own_problem(400, "Bad request", "; ".join(told), told)
    body = bound.body if asking.body else None
    visit = Visit(simulator, asking.sandbox, asking.address, asking.path, bound.query, body, bound.header)
    try:
        reply = await HANDLERS[operation.id](visit)
    except UnknownSandbox as error:
        known = ", ".join((await simulator.sandboxes())[:20])
        return own_problem(404, "No such sandbox", f"there is no sandbox {error.sandbox!r} (there are: {known})")
    except Busy as busy:
        return own_problem(503, "Busy", f"{busy}; send it again")
    except Declined as refusal:
        return own_problem(refusal.status, TITLES[refusal.status], refusal.detail)
    return _checked(simulator, operation, reply)


def _checked(simulator: Simulator, operation: Operation, reply: Reply | EventStream) -> Reply | EventStream:
    if isinstance(reply, EventStream) or not simulator.strict:
        return reply
    if broken := broken_promises(operation, reply):
        return own_problem(500, "Broken promise", "the simulator broke its own spec: " + "; ".join(map(str, broken)))
    return reply
