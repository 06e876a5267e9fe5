"""The journal as server-sent events: each exchange when it is there, how many were lost on a slow reader, and a sign of
life in between. It ends with the reader, the sandbox or the server.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from simulator.domain.exchange import Exchange
from simulator.http import LINE, Receive, Scope, Send
from simulator.journal import Watch

__all__ = ["EventStream", "event"]

LOOK_SECONDS = 0.1
"""How long an exchange may lie before it is told: looking costs the watcher, telling would cost every call."""
BEAT_SECONDS = 15.0
STALL_SECONDS = 30.0
"""How long a reader may take nothing at all."""
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]
GREETING = b"retry: 1000\n\n"
BEAT = b": alive\n\n"


class EventStream:
    """An answer that goes on. `told` writes an exchange, and a number of lost ones, as an event's lines; `alive` says
    whether the sandbox is still there.
    """

    def __init__(
        self,
        watch: Watch,
        exchange: Callable[[Exchange], str],
        lost: Callable[[int], str],
        alive: Callable[[], Awaitable[bool]],
    ) -> None:
        self._watch = watch
        self._exchange = exchange
        self._lost = lost
        self._alive = alive

    def written(self, exchange: Callable[[Exchange], str], lost: Callable[[int], str]) -> "EventStream":
        """The same, told in another way."""
        return EventStream(self._watch, exchange, lost, self._alive)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer until there is nobody to tell, or nothing to be told of."""
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        if scope["method"] == "HEAD":
            await send({"type": "http.response.body", "body": b""})
            return
        gone = asyncio.ensure_future(_left(receive))
        try:
            async for chunk in self._chunks(gone):
                async with asyncio.timeout(STALL_SECONDS):
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        except TimeoutError:
            if line := (scope.get("extensions") or {}).get(LINE):
                line.hang_up()
        finally:
            gone.cancel()

    async def _chunks(self, gone: "asyncio.Future[None]") -> AsyncIterator[bytes]:
        yield GREETING
        silent = 0.0
        while not self._watch.over:
            lost, exchanges = self._watch.news()
            told = ([self._lost(lost)] if lost else []) + [self._exchange(one) for one in exchanges]
            silent = 0.0 if told else silent + LOOK_SECONDS
            if told:
                yield "".join(told).encode()
            elif silent > BEAT_SECONDS:
                silent = 0.0
                yield BEAT
            if gone.done() or not await self._alive():
                return
            await asyncio.wait({gone}, timeout=LOOK_SECONDS)


def event(name: str, text: str, identity: str = "") -> str:
    """One event. A client that comes back names the last `identity` it saw."""
    lines = "".join(f"data: {line}\n" for line in text.splitlines() or [""])
    return f"event: {name}\n" + (f"id: {identity}\n" if identity else "") + lines + "\n"


async def _left(receive: Receive) -> None:
    """The reader went away, or the server waits no longer."""
    with contextlib.suppress(asyncio.CancelledError):
        message: Any = {"type": ""}
        while message["type"] != "http.disconnect":
            message = await receive()
