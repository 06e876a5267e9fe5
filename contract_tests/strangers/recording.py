"""Exchanges for a second opinion: what Schemathesis' engine asks a simulator in this process, and what it answers."""

import base64
import itertools
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from contract_tests.bank import Bank, forked
from contract_tests.conformance.engine import Place, run
from contract_tests.conformance.place import pinned, placed
from contract_tests.exchange import Exchange, Headers, Request, Response
from contract_tests.operation import Document, Operation, addressed
from contract_tests.targets.inproc import InProcess

Message = dict[str, Any]
EXAMPLES = 100


@dataclass
class Recorder:
    """An ASGI app that hands everything on to another one, and keeps what was said."""

    app: Any
    kept: list[tuple[Request, Response]] = field(default_factory=list)

    async def __call__(self, scope: Message, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked, answered = bytearray(), list[Message]()

        async def heard() -> Message:
            message: Message = await receive()
            asked.extend(message.get("body", b""))
            return message

        async def said(message: Message) -> None:
            answered.append(message)
            await send(message)

        await self.app(scope, heard, said)
        self.kept.append((_request(scope, bytes(asked)), _response(answered)))


def recorded(specs: Iterable[Document], seed: int) -> Iterator[tuple[Exchange, Operation]]:
    """Exchanges without end that addressed an operation, of one seed after the other.

    Each spec is run with ids of all kinds, and with the ids of somebody who exists.
    """
    known = list(specs)
    for later in itertools.count(seed):
        for document in known:
            for ids in ({}, pinned(document)):
                yield from _recorded(document, later, ids)


def _recorded(document: Document, seed: int, ids: dict[str, str]) -> Iterator[tuple[Exchange, Operation]]:
    target = InProcess(seed)
    bank = Bank(target, forked(target))
    place, recorder = placed(bank, document), Recorder(target.app)
    run(document, Place(place.url, place.headers, recorder), seed=seed, examples=EXAMPLES, pinned=ids)
    target.close()
    for request, response in recorder.kept:
        plain = replace(request, target=request.target.removeprefix(bank.prefix))
        operation, arguments = addressed(plain.method, plain.path)
        if operation is not None:
            yield Exchange(plain, response, operation, arguments), operation


def written(exchange: Exchange, operation: Operation, spoilt: Response | None) -> str:
    """One line of JSON, as the judge reads it."""
    sent = exchange.request
    line = {"spec": operation.spec, "method": sent.method, "target": sent.target, "headers": sent.headers}
    replies = {"reply": _plain(exchange.response), "spoilt": spoilt and _plain(spoilt)}
    return json.dumps({**line, "body": base64.b64encode(sent.body).decode(), **replies})


def _plain(reply: Response) -> Message:
    return {"status": reply.status, "headers": reply.headers, "body": base64.b64encode(reply.body).decode()}


def _request(scope: Message, body: bytes) -> Request:
    query = scope["query_string"].decode("latin-1")
    raw = (scope.get("raw_path") or scope["path"].encode()).decode("latin-1").partition("?")[0]
    return Request(scope["method"], raw + (f"?{query}" if query else ""), _headers(scope["headers"]), body)


def _response(messages: list[Message]) -> Response:
    start = next(message for message in messages if message["type"] == "http.response.start")
    body = b"".join(message.get("body", b"") for message in messages if message["type"] == "http.response.body")
    return Response(start["status"], _headers(start.get("headers", ())), body)


def _headers(raw: Any) -> Headers:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw)
