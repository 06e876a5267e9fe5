"""Everything under /_simulator as one Starlette application: the control API, whose routes its own spec declares, and
the pages.
"""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from simulator import page
from simulator.answer import content_of, headers_of, own_problem
from simulator.caller import calling
from simulator.control import about, fault, people, record, sandbox, token
from simulator.control.visit import Declined, Handler, Visit
from simulator.domain.call import Reply
from simulator.http import BODY_MAX, Disconnected, TooLarge, body_of
from simulator.openapi.bind import bind
from simulator.openapi.operation import Operation, operations
from simulator.openapi.promise import broken_promises
from simulator.simulator import Simulator
from simulator.stores.store import UnknownSandbox
from simulator.stores.transact import Busy

__all__ = ["control"]

OWN = "/_simulator"
HANDLERS: dict[str, Handler] = {
    **about.HANDLERS,
    **fault.HANDLERS,
    **people.HANDLERS,
    **record.HANDLERS,
    **sandbox.HANDLERS,
    **token.HANDLERS,
}


def control(simulator: Simulator) -> Starlette:
    """The application. Raises ValueError where the spec and the handlers do not fit."""
    declared = [
        operation
        for document in simulator.documents
        if document.provider == "simulator"
        for operation in operations(document)
    ]
    if odd := {operation.id for operation in declared} ^ HANDLERS.keys():
        raise ValueError(f"control operations and handlers do not fit: {', '.join(sorted(odd))}")
    routes: list[BaseRoute] = [_route(simulator, operation) for operation in declared]
    return Starlette(routes=[*routes, *page.routes(simulator)], exception_handlers={404: _lost, 405: _lost})


def _route(simulator: Simulator, operation: Operation) -> Route:
    handler = HANDLERS[operation.id]

    async def endpoint(request: Request) -> Response:
        return _response(await _reply(simulator, operation, handler, request))

    return Route(operation.path, endpoint, methods=[operation.method], name=operation.id)


async def _reply(simulator: Simulator, operation: Operation, handler: Handler, request: Request) -> Reply:
    """Bind, decide, and hold the reply against the spec: the same way as a simulated API, with our own refusals."""
    by_name = dict(request.scope["headers"])
    try:
        raw = await body_of(request.receive, by_name)
    except Disconnected:
        return own_problem(400, "Bad request", "the caller went away before the body was whole")
    except TooLarge:
        return own_problem(413, "Too large", f"the body is larger than {BODY_MAX} bytes; send less")
    media_type = by_name.get(b"content-type", b"").decode("latin-1")
    bound = bind(operation, request.scope["query_string"], media_type, raw)
    taken = operation.demand.media_types
    if raw and taken and bound.media_type not in taken:
        return own_problem(415, "Unsupported media type", f"send Content-Type: {' or '.join(sorted(taken))}")
    if bound.violations:
        told = tuple(map(str, bound.violations))
        return own_problem(400, "Bad request", "; ".join(told), told)
    caller = calling(simulator.tokens, request.scope["headers"], by_name, request.scope["address"])
    body = bound.body if raw else None
    visit = Visit(simulator, caller.sandbox, request.scope["address"], request.path_params, bound.query, body)
    try:
        reply = await handler(visit)
    except UnknownSandbox as error:
        known = ", ".join((await simulator.sandboxes())[:20])
        return own_problem(404, "No such sandbox", f"there is no sandbox {error.sandbox!r} (there are: {known})")
    except Busy as busy:
        return own_problem(503, "Busy", f"{busy}; send it again")
    except Declined as refusal:
        return own_problem(refusal.status, TITLES[refusal.status], refusal.detail)
    return _checked(simulator, operation, reply)


def _checked(simulator: Simulator, operation: Operation, reply: Reply) -> Reply:
    if simulator.strict and (broken := broken_promises(operation, reply)):
        return own_problem(500, "Broken promise", "the simulator broke its own spec: " + "; ".join(map(str, broken)))
    return reply


def _response(reply: Reply) -> Response:
    content = content_of(reply)
    response = Response(content, reply.status)
    response.raw_headers = headers_of(reply, content, "")
    return response


def _lost(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 404)
    allow = getattr(error, "headers", None) or {}
    detail = f"{request.method} {request.scope['path']} is nothing of ours; the control API is described at {OWN}/docs"
    reply = own_problem(status, TITLES[status], detail)
    return _response(Reply(status, reply.body, tuple(allow.items()), reply.media_type))


TITLES = {400: "Bad request", 404: "Not found", 405: "Method not allowed", 409: "Conflict"}
