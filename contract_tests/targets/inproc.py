"""A simulator in this process, called as an ASGI app without a socket.

Requests are handed over byte for byte, so that malformed ones arrive as a strict server would pass them on.
"""

import asyncio
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote_to_bytes

from contract_tests.exchange import Request, Response
from simulator import testing

Message = dict[str, Any]


class InProcess:
    """A fresh simulator with the bundled fixtures, a frozen clock and strict checking of its own replies.

    One that is made with defects lets broken replies out, as a real upstream would.
    """

    name = "inproc"
    url = "http://localhost"
    served = False

    def __init__(self, seed: int, defects: Sequence[str] = ()) -> None:
        self.app: Any = testing.asgi_app(seed=seed, clock="frozen", defect=defects, strict=not defects)
        self._loop = asyncio.new_event_loop()

    def answer(self, request: Request) -> Response:
        """The app's reply; an app that fails before it begins one raises its own exception here."""
        return self._loop.run_until_complete(_answer(self.app, request))

    def close(self) -> None:
        """Close the event loop."""
        self._loop.close()


async def _answer(app: Any, request: Request) -> Response:
    incoming: list[Message] = [{"type": "http.request", "body": request.body, "more_body": False}]
    outgoing: list[Message] = []

    async def receive() -> Message:
        return incoming.pop(0) if incoming else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        outgoing.append(message)

    try:
        await app(_scope(request), receive, send)
    except Exception:
        if not outgoing:
            raise
    return _response(outgoing)


def _scope(request: Request) -> Message:
    names = {name.lower() for name, _ in request.headers}
    added = [] if "host" in names else [(b"host", b"localhost")]
    length = [] if names & {"content-length", "transfer-encoding"} else [(b"content-length", b"%d" % len(request.body))]
    sent = [
        (name.lower().encode("latin-1"), value.encode("utf-8", "surrogateescape")) for name, value in request.headers
    ]
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": "http",
        "path": unquote_to_bytes(request.path).decode("utf-8", "replace"),
        "raw_path": request.path.encode("ascii"),
        "query_string": request.query.encode("ascii"),
        "root_path": "",
        "headers": [*added, *length, *sent],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 80),
        "state": {},
    }


def _response(messages: list[Message]) -> Response:
    start = next(message for message in messages if message["type"] == "http.response.start")
    headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in start.get("headers", ()))
    body = b"".join(message.get("body", b"") for message in messages if message["type"] == "http.response.body")
    return Response(start["status"], headers, body)
