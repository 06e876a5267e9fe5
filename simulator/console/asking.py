"""What the pages ask: the control API's operations, in this process, with everything that the API checks; and now and
then a simulated API, as a client would ask it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from msgspec import Struct
from msgspec.json import decode, encode

from simulator.address import DEFAULT, Address
from simulator.console import Vendor
from simulator.control.api import Asking, replied
from simulator.control.stream import EventStream
from simulator.domain.call import Reply
from simulator.openapi.operation import Operation
from simulator.simulator import Simulator

__all__ = ["Answer", "Client", "Refusal", "Sent"]

ALL = 1000
"""The longest page of a list that the control API gives."""
LACKING = re.compile(r"missing required field `(\w+)`")
PLACED = re.compile(r"(?:body )?/?(\w+)(?:/\S*)?: (.+)")


class Refusal(Exception):
    """The control API said no: its status and sentence, and what it says of single members."""

    def __init__(self, status: int, title: str, detail: str, violations: tuple[str, ...] = ()) -> None:
        super().__init__(detail)
        self.status = status
        self.title = title
        self.detail = detail
        self.violations = violations or (detail,)

    def by_field(self) -> dict[str, str]:
        """What is wrong with each member, by its name; under an empty name what concerns none."""
        return dict(map(_placed, reversed(self.violations)))


class Answer(Struct, frozen=True):
    """What a simulated API answered: its status, the hint beside it, the exchange's id, and the body, None where it is
    no JSON.
    """

    status: int
    hint: str
    exchange: str
    body: Any = None


class Client(Struct, frozen=True):
    """The control API for one sandbox, as whoever looks at the page reaches it. `quiet` is for looks that are no
    exchange; `peer` is where the page is looked at.
    """

    simulator: Simulator
    operations: Mapping[str, Operation]
    vendor: Vendor
    quiet: Vendor
    address: Address
    peer: tuple[str, int] | None = None

    @property
    def sandbox(self) -> str:
        """The sandbox that the address names."""
        return self.address.sandbox or DEFAULT

    @property
    def url(self) -> str:
        """Its base URL."""
        return self.address.of(self.sandbox)

    async def ask(self, identity: str, /, body: Any = None, path: Mapping[str, str] | None = None, **query: Any) -> Any:
        """The body of the answer. Raises Refusal."""
        reply = await self._replied(identity, body, path or {}, query)
        assert isinstance(reply, Reply), "streams are followed"
        if reply.status < 400:
            return reply.body
        said: dict[str, Any] = reply.body  # type: ignore[assignment]
        raise Refusal(reply.status, said["title"], said["detail"], tuple(said.get("violations", ())))

    async def follow(self, identity: str, /, **query: Any) -> EventStream:
        """An answer that goes on. Raises Refusal."""
        reply = await self._replied(identity, None, {}, query)
        if isinstance(reply, EventStream):
            return reply
        said: dict[str, Any] = reply.body  # type: ignore[assignment]
        raise Refusal(reply.status, said["title"], said["detail"])

    async def token(self, api: str, **wish: Any) -> str:
        """A token of that API; with no wish it may do everything there. Raises Refusal where there can be none."""
        return str((await self.ask("mintToken", {"api": api, **wish}))["access_token"])

    async def call(self, token: str, method: str, path: str, body: Any = None) -> Answer:
        """What a simulated API answers to whoever has the token; it is an exchange like any other."""
        return await self._sent(self.vendor, token, method, path, body)

    async def look(self, token: str, path: str, **query: Any) -> Answer:
        """What a simulated API would tell whoever has the token: an exchange that nobody made, so that the journal
        does not have it and no planned fault befalls it.
        """
        return await self._sent(self.quiet, token, "GET", path, query=_asked(query))

    async def _sent(
        self, vendor: Vendor, token: str, method: str, path: str, body: Any = None, query: bytes = b""
    ) -> Answer:
        content = b"" if body is None else encode(body)
        headers = [
            (b"host", self.address.origin.partition("://")[2].encode()),
            (b"user-agent", b"simulator console"),
            (b"authorization", f"Bearer {token}".encode()),
            (b"content-type", b"application/json"),
            (b"content-length", b"%d" % len(content)),
        ]
        sent = Sent(content)
        scope = {**_scope(method, self.address.root + path, headers, query), "client": self.peer}
        address = Address(self.sandbox, path, self.address.origin, self.address.home, self.address.root)
        await vendor(scope, sent.receive, sent.send, address, dict(headers))
        return sent.answer()

    async def _replied(
        self, identity: str, body: Any, path: Mapping[str, str], query: Mapping[str, Any]
    ) -> Reply | EventStream:
        asking = Asking(
            sandbox=self.sandbox,
            address=self.address,
            path=path,
            query=_asked(query),
            media_type="" if body is None else "application/json",
            body=b"" if body is None else encode(body),
        )
        return await replied(self.simulator, self.operations[identity], asking)


class Sent:
    """A request on its way to an application in this process, and what comes back."""

    def __init__(self, content: bytes) -> None:
        self._messages: Iterator[dict[str, Any]] = iter([{"type": "http.request", "body": content, "more_body": False}])
        self._came: dict[str, Any] = {"status": 0, "headers": []}
        self._body = b""

    async def receive(self) -> Any:
        """The body, and then the end."""
        return next(self._messages, {"type": "http.disconnect"})

    async def send(self, message: Any) -> None:
        """Keep the head and the body."""
        if message["type"] == "http.response.start":
            self._came = message
        else:
            self._body += message.get("body", b"")

    def answer(self) -> Answer:
        """What came back."""
        headers = {name: value.decode("latin-1") for name, value in self._came["headers"]}
        exchange = headers.get(b"x-simulator-request-id", "")
        return Answer(self._came["status"], headers.get(b"x-simulator-hint", ""), exchange, _parsed(self._body))


def _asked(query: Mapping[str, Any]) -> bytes:
    return urlencode({name: value for name, value in query.items() if value not in ("", None)}).encode()


def _parsed(raw: bytes) -> Any:
    try:
        return decode(raw)
    except ValueError:
        return None


def _scope(method: str, path: str, headers: list[tuple[bytes, bytes]], query: bytes) -> dict[str, Any]:
    return {
        "type": "http",
        "http_version": "1.1",
        "scheme": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query,
        "headers": headers,
        "extensions": {},
    }


def _placed(violation: str) -> tuple[str, str]:
    if lacking := LACKING.search(violation):
        return lacking[1], "cannot be left empty"
    found = PLACED.fullmatch(violation)
    return (found[1], found[2]) if found else ("", violation)
