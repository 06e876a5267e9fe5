"""Somebody who follows a journal in this process."""

import asyncio
from collections.abc import Callable
from typing import Any

from simulator.cli.following import Event, events
from tests.world import CONTROL, World, _scope

__all__ = ["STREAM", "Reader"]

STREAM = f"{CONTROL}/journal/stream"


class Reader:
    """Somebody who follows a journal; `heard` is all that was sent so far."""

    def __init__(self, world: World, target: str = STREAM, *headers: tuple[bytes, bytes], method: str = "GET") -> None:
        self.heard: list[dict[str, Any]] = []
        self._left = asyncio.Event()
        scope = _scope(method, target, [(b"host", b"localhost"), *headers])
        self.task = asyncio.ensure_future(world.front(scope, self._receive, self._send))

    async def _receive(self) -> Any:
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        self.heard.append(message)

    def events(self) -> list[Event]:
        text = b"".join(message.get("body", b"") for message in self.heard[1:]).decode()
        return list(events(text.split("\n")))

    def ids(self) -> list[str]:
        return [one.id for one in self.events() if one.kind == "exchange"]

    async def until(self, met: Callable[["Reader"], bool]) -> None:
        async with asyncio.timeout(5):
            while not met(self):  # noqa: ASYNC110 - what is waited for sends no signal
                await asyncio.sleep(0.01)

    async def leave(self) -> None:
        self._left.set()
        await asyncio.wait_for(self.task, 5)
