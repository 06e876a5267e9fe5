"""One client's connection, stricter and quicker than uvicorn's own: heads are bounded, slow senders are told so, and an
answer's head and body leave in one write.
"""

import asyncio
import socket
import struct
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from simulator.http import LINE

__all__ = ["Connection"]

HEAD_BYTES_MAX = 1 << 16
HEADERS_MAX = 100
LATE = (408, b"Request Timeout", b"the request did not arrive in time")
AT_ONCE = struct.pack("ii", 1, 0)
"""Of SO_LINGER: a close throws away what is still to be sent, and the peer is told of a reset."""
LONG = (431, b"Request Header Fields Too Large", b"at most 100 headers and 64 KiB of them")


class Connection(HttpToolsProtocol):
    """What uvicorn is given as its `http` class. `patience_seconds` is how long a request may be under way;
    `unreadable` counts, for the whole process, what was refused because nobody could read it.
    """

    unreadable: ClassVar[int] = 0
    patience_seconds = 10.0
    _begun_at: float | None = None
    _head_bytes = 0
    _tick: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to watch the clock."""
        self._joining = _Joining(transport)
        self._offered = {LINE: self}
        super().connection_made(self._joining)  # type: ignore[arg-type]
        self._begun_at = self.loop.time()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop watching."""
        if self._tick is not None:
            self._tick.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Refuse a head that grows without an end."""
        super().data_received(data)
        if self._begun_at is not None:
            self._head_bytes = 0 if self._heading_done() else self._head_bytes + len(data)
            if self._head_bytes > HEAD_BYTES_MAX:
                self._refuse(*LONG)

    def on_message_begin(self) -> None:
        """A request starts to arrive."""
        self._begun_at = self.loop.time()
        super().on_message_begin()
        self.scope["extensions"] = self._offered  # type: ignore[typeddict-item]

    def on_headers_complete(self) -> None:
        """Refuse a head of too many headers."""
        if len(self.headers) > HEADERS_MAX:
            self._refuse(*LONG)
            return
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """The body makes progress."""
        self._begun_at = self.loop.time()
        if not self.transport.is_closing():
            super().on_body(body)

    def on_message_complete(self) -> None:
        """A request has arrived."""
        self._begun_at = None
        if not self.transport.is_closing():
            super().on_message_complete()

    def on_response_complete(self) -> None:
        """Nothing of an answer stays behind."""
        self._joining.flush()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """What came is no HTTP."""
        Connection.unreadable += 1
        super().send_400_response(msg)

    def hang_up(self, last: bytes = b"", *, reset: bool = False) -> None:
        """End the connection after these bytes; or at once, so that the caller's system says that the peer reset it.

        Whatever the application says afterwards goes nowhere.
        """
        if reset:
            self.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
            self.transport.abort()
        else:
            if last:
                self.transport.write(last)
            self.transport.close()
        self._joining.deafen()

    def _heading_done(self) -> bool:
        cycle: Any = self.cycle
        return cycle is not None and not cycle.response_complete

    def _watch(self) -> None:
        """Once in a while, see whether a request has been under way for too long."""
        if self._begun_at is not None and self.loop.time() - self._begun_at > self.patience_seconds:
            self._refuse(*LATE)
        else:
            self._tick = self.loop.call_later(self.patience_seconds / 2, self._watch)

    def _refuse(self, status: int, title: bytes, text: bytes) -> None:
        """Say why, and hang up."""
        if not self.transport.is_closing():
            Connection.unreadable += status == LONG[0]
            head = b"HTTP/1.1 %d %b\r\ncontent-type: text/plain; charset=utf-8\r\n" % (status, title)
            self.transport.write(head + b"content-length: %d\r\nconnection: close\r\n\r\n%b" % (len(text), text))
            self.transport.close()


class _Joining:
    """A transport that keeps a head that announces a body back until the body comes: one system call, not two."""

    __slots__ = ("_held", "_transport")

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._held = b""

    def write(self, chunk: bytes) -> None:
        """Write the chunk, or hold it where it is a head whose body is still to come."""
        if self._held:
            chunk, self._held = self._held + chunk, b""
        elif chunk.startswith(b"HTTP/1.1 ") and b"\r\ncontent-length: " in chunk:
            self._held = chunk
            return
        self._transport.write(chunk)

    def flush(self) -> None:
        """Write what is held: an answer to HEAD has no body to wait for."""
        if self._held:
            self._transport.write(self._held)
            self._held = b""

    def close(self) -> None:
        """Write what is held, and close."""
        self.flush()
        self._transport.close()

    def deafen(self) -> None:
        """From now on, write nothing."""
        self._held = b""
        self._transport = _Deaf(self._transport)  # type: ignore[assignment]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


class _Deaf:
    """A transport that was closed and takes what else is written as if it were sent."""

    __slots__ = ("_transport",)

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport

    def write(self, chunk: bytes) -> None:
        """Nothing happens."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
