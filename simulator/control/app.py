"""Everything under /_simulator as one Starlette application: the control API, whose routes its own spec declares, and
the pages.
"""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simulator import page
from simulator.answer import content_of, headers_of, own_problem
from simulator.caller import calling
from simulator.control.api import TITLES, Asking, declared, replied
from simulator.control.stream import EventStream
from simulator.domain.call import Reply
from simulator.http import BODY_MAX, Disconnected, TooLarge, body_of
from simulator.openapi.operation import Operation
from simulator.simulator import Simulator

__all__ = ["control"]

OWN = "/_simulator"


def control(simulator: Simulator) -> Starlette:
    """The application. Raises ValueError where spec and handlers do not fit."""
    routes = [_route(simulator, operation) for operation in declared(simulator).values()]
    return Starlette(routes=[*routes, *page.routes(simulator)], exception_handlers={404: _lost, 405: _lost})


def _route(simulator: Simulator, operation: Operation) -> Route:
    async def endpoint(request: Request) -> Response | EventStream:
        found = await _reply(simulator, operation, request)
        return found if isinstance(found, EventStream) else _response(found)

    return Route(operation.path, endpoint, methods=[operation.method], name=operation.id)


async def _reply(simulator: Simulator, operation: Operation, request: Request) -> Reply | EventStream:
    headers = request.scope["headers"]
    by_name = dict(headers)
    try:
        raw = await body_of(request.receive, by_name)
    except Disconnected:
        return own_problem(400, "Bad request", "the caller went away before the body was whole")
    except TooLarge:
        return own_problem(413, "Too large", f"the body is larger than {BODY_MAX} bytes; send less")
    address = request.scope["address"]
    asking = Asking(
        sandbox=calling(simulator.tokens, headers, by_name, address).sandbox,
        address=address,
        path=request.path_params,
        query=request.scope["query_string"],
        headers=headers,
        media_type=by_name.get(b"content-type", b"").decode("latin-1"),
        body=raw,
    )
    return await replied(simulator, operation, asking)


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
