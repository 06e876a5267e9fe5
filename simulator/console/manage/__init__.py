"""Narmi's Manage Users as a page: what staff sees and does there, all of it through the simulated API with the token of
the staff user whom one chose to be.
"""

from collections.abc import Awaitable, Callable

from starlette.responses import Response

from simulator.console.manage import acting, adding, debugger, emulating, listing, messaging, profile
from simulator.console.view import View

__all__ = ["READ", "WRITE"]

Page = Callable[[View], Awaitable[Response]]
READ: dict[str, Page] = {
    "/users/narmi": listing.shown,
    "/users/narmi/new": adding.asked,
    "/users/narmi/message": messaging.asked,
    "/users/narmi/debugger": debugger.asked,
    "/users/narmi/{id}": profile.shown,
    "/users/narmi/{id}/list/{list}": profile.whole,
    "/users/narmi/{id}/notifications": profile.notifications,
    "/users/narmi/{id}/do/{action}": acting.asked,
    "/users/narmi/{id}/do/{action}/{part}": acting.asked,
}
WRITE: dict[str, Page] = {
    "/users/narmi/as": emulating.chosen,
    "/users/narmi/release": emulating.released,
    "/users/narmi/new": adding.added,
    "/users/narmi/message": messaging.sent,
    "/users/narmi/debugger": debugger.submitted,
    "/users/narmi/{id}/do/{action}": acting.done,
    "/users/narmi/{id}/do/{action}/{part}": acting.done,
}
