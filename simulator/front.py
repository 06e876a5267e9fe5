"""The outermost ASGI application: finds the sandbox in the address, then hands over to the simulated APIs or to our
own pages.
"""

from urllib.parse import unquote

from simulator.address import AddressRefused, located
from simulator.answer import content_of, headers_of, own_problem
from simulator.console import Console
from simulator.control.app import control
from simulator.control.guard import Guard, Guarded
from simulator.gateway import Gateway
from simulator.http import Receive, Scope, Send, respond
from simulator.simulator import Simulator

__all__ = ["Front"]

OWN = "/_simulator"
CONSOLE = "/_simulator/ui"
AT_THE_ROOT = ("/", "/favicon.ico")
LOOPBACK = Guard()
"""Nobody but this machine is let in."""


class Front:
    """Everything that answers on the simulator's port."""

    def __init__(self, simulator: Simulator, guard: Guard = LOOPBACK) -> None:
        self.simulator = simulator
        self._gateway = Gateway(simulator)
        self._control = control(simulator)
        self._console = Console(simulator, self._gateway)
        self._own = Guarded(self._ours, guard)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer HTTP; take part in a lifespan; let anything else go."""
        if scope["type"] != "http":
            return await self._unasked(scope, receive, send)
        raw: bytes = scope.get("raw_path") or scope["path"].encode()
        by_name = dict(scope["headers"])
        try:
            address = located(raw.decode("latin-1"), scope["headers"], by_name, scope["scheme"])
        except AddressRefused as refusal:
            reply = own_problem(400, "No such address", str(refusal))
            content = content_of(reply)
            return await respond(send, reply.status, headers_of(reply, content, ""), content)
        if address.path.startswith(OWN) or address.path in AT_THE_ROOT:
            return await self._own(
                {**scope, "path": unquote(address.path), "root_path": "", "address": address}, receive, send
            )
        return await self._gateway(scope, receive, send, address, by_name)

    async def _ours(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The console has its own application; everything else of ours has another."""
        path = scope["path"]
        inside = path == CONSOLE or path.startswith(CONSOLE + "/")
        await (self._console if inside else self._control)(scope, receive, send)

    async def _unasked(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            return
        while (message := await receive())["type"] != "lifespan.shutdown":
            await send({"type": f"{message['type']}.complete"})
        await send({"type": "lifespan.shutdown.complete"})
