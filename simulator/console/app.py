"""The console's routes. Each page is a function of one look; what the control API refuses becomes a page of its own or
stands beside the field it is about.
"""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simulator.console import Vendor, claim, door, home, journal, manage, outbox, person, sandbox, user
from simulator.console.asking import Client, Refusal
from simulator.console.quiet import quiet
from simulator.console.rooms import rooms
from simulator.console.view import UI, View
from simulator.control.api import declared
from simulator.simulator import Simulator

__all__ = ["pages"]

Page = Callable[[View], Awaitable[Response]]
READ: dict[str, Page] = {
    "": home.shown,
    "/": home.shown,
    "/choose": home.chosen,
    "/users": user.first,
    **manage.READ,
    "/users/{provider}": user.listed,
    "/users/{provider}/new": person.fresh,
    "/users/{provider}/{id}": person.shown,
    "/users/{provider}/{id}/edit": person.editing,
    "/users/{provider}/{id}/do/{action}": person.asked,
    "/journal": journal.listed,
    "/journal/stream": journal.followed,
    "/journal/clear": journal.asked,
    "/journal/{id}": journal.shown,
    "/outbox": outbox.listed,
    "/outbox/clear": outbox.asked,
    "/outbox/{id}": outbox.shown,
    "/sandboxes": sandbox.listed,
    "/sandboxes/{id}": sandbox.shown,
    "/sandboxes/{id}/do/{action}": sandbox.asked,
    "/claims": claim.listed,
    "/sign-in": door.shown,
    "/assets/{name}": door.asset,
}
WRITE: dict[str, Page] = {
    "/token": home.minted,
    "/theme": door.theme,
    "/sign-in": door.entered,
    "/sign-out": door.left,
    "/clock": home.clock,
    **manage.WRITE,
    "/users/{provider}/new": person.created,
    "/users/{provider}/{id}/edit": person.edited,
    "/users/{provider}/{id}/do/{action}": person.done,
    "/journal/clear": journal.cleared,
    "/outbox/clear": outbox.cleared,
    "/sandboxes": sandbox.created,
    "/sandboxes/{id}/do/{action}": sandbox.done,
}


def pages(simulator: Simulator, vendor: Vendor) -> Starlette:
    """The application."""
    operations, furnished, still = declared(simulator), rooms(simulator.providers), quiet(simulator)

    def view(request: Request) -> View:
        asked = request.scope
        client = Client(simulator, operations, vendor, still, asked["address"], asked.get("client"))
        return View(request, client, furnished)

    async def lost(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        why = "there is no such page" if error.status_code == 404 else f"{request.method} is nothing one can do here"
        response = await view(request).refused(Refusal(error.status_code, error.detail, why))
        response.headers.update(error.headers or {})
        return response

    def route(path: str, page: Page, method: str) -> Route:
        async def endpoint(request: Request) -> Response:
            try:
                return await page(view(request))
            except Refusal as refusal:
                return await view(request).refused(refusal)

        return Route(UI + path, endpoint, methods=[method])

    both = {path: [(READ, "GET"), (WRITE, "POST")] for path in (*READ, *WRITE)}
    routes = [
        route(path, table[path], method) for path, tables in both.items() for table, method in tables if path in table
    ]
    return Starlette(routes=routes, exception_handlers={404: lost, 405: lost})
