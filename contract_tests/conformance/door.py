"""A target as an ASGI app, so that whoever can only call an app goes through the target, its guard and its tape."""

import asyncio
from typing import Any

from contract_tests.exchange import Headers, Request, Response
from contract_tests.targets import Target

Message = dict[str, Any]


class Door:
    """Hands each request to the target, byte for byte, and its reply back."""

    def __init__(self, target: Target) -> None:
        self._target = target

    async def __call__(self, scope: Message, receive: Any, send: Any) -> None:
        """Answer one request; the target may block, so it is asked in a thread of its own."""
        if scope["type"] != "http":
            raise RuntimeError("only HTTP goes through this door")
        response = await asyncio.to_thread(self._target.answer, _request(scope, await _body(receive)))
        await send({"type": "http.response.start", "status": response.status, "headers": _raw(response)})
        await send({"type": "http.response.body", "body": response.body})


async def _body(receive: Any) -> bytes:
    body, more = bytearray(), True
    while more:
        message: Message = await receive()
        body.extend(message.get("body", b""))
        more = message.get("more_body", False)
    return bytes(body)


def _request(scope: Message, body: bytes) -> Request:
    query = scope["query_string"].decode("latin-1")
    target = scope["raw_path"].decode("latin-1") + ("?" + query if query else "")
    return Request(scope["method"], target, _text(scope["headers"]), body)


def _text(headers: list[tuple[bytes, bytes]]) -> Headers:
    """Header values are bytes of UTF-8 where they come from here, and of Latin-1 where they come from anybody."""
    return tuple((name.decode("latin-1"), value.decode("utf-8", "surrogateescape")) for name, value in headers)


def _raw(response: Response) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in response.headers]
