"""How an answer leaves when a fault is planned for it: late, slowly, cut off, garbled or never.

Ending a connection takes a server that lets us. Where there is none, as in a test that holds the application in its own
process, the caller hears of it as of any broken connection: by an OSError.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from msgspec import Struct

from simulator.http import LINE, Scope, Send, respond

__all__ = ["Answer", "Cut", "Deliver", "Garbled", "Late", "Line", "Slow", "Withheld", "whole"]

HEAD = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"


class Answer(Struct, frozen=True):
    """All that there is to say."""

    status: int
    headers: list[tuple[bytes, bytes]]
    content: bytes

    @property
    def start(self) -> dict[str, Any]:
        """How it begins."""
        return {"type": "http.response.start", "status": self.status, "headers": self.headers}


Deliver = Callable[[Scope, Send, Answer], Coroutine[Any, Any, None]]


class Line(Protocol):
    """The caller's connection, in the hands of whoever answers. What is sent after its end goes nowhere."""

    def hang_up(self, last: bytes = b"", *, reset: bool = False) -> None:
        """End it after these bytes; or at once, so that the caller's system says that the peer reset it."""


async def whole(_: Scope, send: Send, answer: Answer) -> None:
    """As ever."""
    await respond(send, answer.status, answer.headers, answer.content)


class Late(Struct, frozen=True):
    """Whole, after so many seconds."""

    seconds: float

    async def __call__(self, scope: Scope, send: Send, answer: Answer) -> None:
        """Wait, then answer."""
        await _waited(scope, self.seconds)
        await whole(scope, send, answer)


class Slow(Struct, frozen=True):
    """The body in so many pieces of like size over so many seconds, the first of them at once.

    A body too short to be divided comes whole, after those seconds.
    """

    pieces: int
    seconds: float

    async def __call__(self, scope: Scope, send: Send, answer: Answer) -> None:
        """Answer by and by."""
        content = answer.content
        pieces = min(self.pieces, len(content))
        if pieces < 2:
            await Late(self.seconds)(scope, send, answer)
            return
        await send(answer.start)
        sent = 0
        for number in range(1, pieces):
            following = len(content) * number // pieces
            await send(_body(content[sent:following], more=True))
            sent = following
            if not await _waited(scope, self.seconds / (pieces - 1)):
                break
        await send(_body(content[sent:]))


class Cut(Struct, frozen=True):
    """The head announces the whole body, this share of it follows, and the connection ends.

    Of an answer without a body nothing comes at all.
    """

    share: float

    async def __call__(self, scope: Scope, send: Send, answer: Answer) -> None:
        """Break off in the middle."""
        content = answer.content
        if not content:
            await Withheld()(scope, send, answer)
            return
        part = int(len(content) * self.share)
        await send(answer.start)
        await send(_body(content[:part], more=True))
        _ended(scope)
        await send(_body(content[part:]))


class Withheld(Struct, frozen=True):
    """Nothing is said, and the connection ends: in good order, or by a reset."""

    reset: bool = False

    async def __call__(self, scope: Scope, send: Send, _: Answer) -> None:
        """Hang up."""
        _ended(scope, reset=self.reset)
        await _into_nowhere(send)


class Garbled(Struct, frozen=True):
    """These bytes come in the place of an answer, perhaps behind a head that says 200, and the connection ends."""

    noise: bytes
    head: bool = False

    async def __call__(self, scope: Scope, send: Send, _: Answer) -> None:
        """Say what nobody understands, and hang up."""
        _ended(scope, (HEAD if self.head else b"") + self.noise)
        await _into_nowhere(send)


def _body(content: bytes, *, more: bool = False) -> dict[str, Any]:
    return {"type": "http.response.body", "body": content, "more_body": more}


def _line(scope: Scope) -> Line | None:
    line: Line | None = (scope.get("extensions") or {}).get(LINE)
    return line


def _ended(scope: Scope, last: bytes = b"", *, reset: bool = False) -> None:
    """The connection ends here. Raises OSError where the server cannot do that."""
    line = _line(scope)
    if line is not None:
        line.hang_up(last, reset=reset)
    elif reset:
        raise ConnectionResetError("a planned fault reset the connection")
    else:
        raise ConnectionAbortedError("a planned fault ended the connection before the answer was complete")


async def _waited(scope: Scope, seconds: float) -> bool:
    """Those seconds of real time have passed; False, and the connection ended, where the server stops meanwhile."""
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        line = _line(scope)
        if line is None:
            raise
        line.hang_up()
        return False
    return True


async def _into_nowhere(send: Send) -> None:
    """The server shall believe that it was answered."""
    await respond(send, 204, (), b"")
