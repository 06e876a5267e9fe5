"""The few lines of HTTP that the hot path speaks itself: reading a bounded body, and writing an answer."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

__all__ = [
    "BODY_MAX",
    "LINE",
    "Disconnected",
    "Receive",
    "Scope",
    "Send",
    "TooLarge",
    "announced",
    "body_of",
    "header_text",
    "respond",
]

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
BODY_MAX = 1 << 20
HEADER_MAX = 800
LINE = "simulator.line"
"""The ASGI extension by which a server lets us end the caller's connection."""


class TooLarge(Exception):
    """The body is, or says it is, larger than BODY_MAX."""


class Disconnected(Exception):
    """The caller went away before the body was whole."""


def announced(headers: dict[bytes, bytes]) -> bool:
    """Whether a body comes with the request."""
    return b"content-length" in headers or b"transfer-encoding" in headers


async def body_of(receive: Receive, headers: dict[bytes, bytes]) -> bytes:
    """The request's body. Raises TooLarge, Disconnected."""
    if not announced(headers):
        return b""
    length = headers.get(b"content-length", b"")
    if length.isdigit() and int(length) > BODY_MAX:
        raise TooLarge
    chunks, size, more = [], 0, True
    while more:
        try:
            message = await receive()
        except asyncio.CancelledError:  # the server stops and waits no longer; nobody is there to be answered
            raise Disconnected from None
        if message["type"] == "http.disconnect":
            raise Disconnected
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        more = message.get("more_body", False)
        if size > BODY_MAX:
            raise TooLarge
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


async def respond(send: Send, status: int, headers: Iterable[tuple[bytes, bytes]], body: bytes) -> None:
    """Write one whole answer."""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def header_text(text: str) -> bytes:
    """The text as one line of printable ASCII, cut where it grows too long for a header."""
    line = text.encode("ascii", "backslashreplace").decode("ascii")
    line = "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in line)
    return (line if len(line) <= HEADER_MAX else line[: HEADER_MAX - 3] + "...").encode()
