"""The console: pages for people who want to see what the simulator holds and did. Everything they show and do goes
through the control API's own operations. It is put together when somebody first looks, so that nobody else pays for it.
"""

from collections.abc import Awaitable, Callable

from simulator.address import Address
from simulator.http import Receive, Scope, Send
from simulator.simulator import Simulator

__all__ = ["Console", "Vendor"]

Vendor = Callable[[Scope, Receive, Send, Address, dict[bytes, bytes]], Awaitable[None]]
"""The simulated APIs, for what a page asks of them with a token of its own."""


class Console:
    """The pages as one ASGI application."""

    def __init__(self, simulator: Simulator, vendor: Vendor) -> None:
        self._simulator = simulator
        self._vendor = vendor
        self._app: Callable[[Scope, Receive, Send], Awaitable[None]] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if self._app is None:
            from simulator.console.app import pages

            self._app = pages(self._simulator, self._vendor)
        await self._app(scope, receive, send)
