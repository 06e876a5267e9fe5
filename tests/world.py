"""A simulator of one's own for a test, in this process: parts can be swapped, and requests come in without a socket."""

import asyncio
import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from simulator.address import DEFAULT
from simulator.app import composed
from simulator.front import Front
from simulator.journal import Journal
from simulator.settings import Settings
from simulator.simulator import Simulator
from simulator.stores.memory import MemoryStore

__all__ = ["CONTROL", "KATHY", "Answer", "World"]

CONTROL = "/_simulator/v1"
KATHY = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
"""The documents' sample user, and the institution of that user."""

Headers = Iterable[tuple[str, str]]
Json = Any
UNSENT: Json = object()


class Answer(Struct, frozen=True):
    """What came back, as bytes."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    def __getitem__(self, name: str) -> str:
        """A header's value; empty where there is none."""
        return dict(self.headers).get(name.lower().encode(), b"").decode("latin-1")

    @property
    def json(self) -> Json:
        """The body, parsed."""
        return json.loads(self.body)

    @property
    def hint(self) -> str:
        """What stands beside the vendor's answer."""
        return self["X-Simulator-Hint"]


@cache
def compiled() -> Simulator:
    """Everything that never changes, put together once: strict, with the clock frozen."""
    return composed(Settings(clock="frozen", strict=True))


class World:
    """A simulator that begins as every simulator does; `parts` replace some of its own."""

    def __init__(self, **parts: Any) -> None:
        whole = compiled()
        fresh = {"store": MemoryStore({DEFAULT: whole.beginning}), "journal": Journal(100), "numbers": {}, "births": {}}
        self.simulator: Simulator = replace(whole, **{**fresh, **parts})
        self.front = Front(self.simulator)

    def send(
        self, method: str, target: str, body: Json = UNSENT, *, headers: Headers = (), content: bytes = b""
    ) -> Answer:
        """One request and its answer. `body` goes as JSON and says so, `content` as it is."""
        raw = content if body is UNSENT else json.dumps(body).encode()
        labels = [] if body is UNSENT else [("Content-Type", "application/json")]
        return self.handed(method, target, [("Host", "localhost"), *labels, *headers], [raw] if raw else [])

    def handed(self, method: str, target: str, headers: Headers, chunks: Iterable[bytes | None]) -> Answer:
        """The same with nothing added but the length. A chunk that is None is the caller going away."""
        pieces = list(chunks)
        named = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers]
        if pieces and not {b"content-length", b"transfer-encoding"} & {name for name, _ in named}:
            named.append((b"content-length", b"%d" % sum(map(len, filter(None, pieces)))))
        return asyncio.run(_answered(self.front, _scope(method, target, named), _messages(pieces)))

    def control(self, method: str, path: str, body: Json = UNSENT, *, sandbox: str = DEFAULT) -> Json:
        """What the control API answers, which must not be a refusal."""
        answer = self.send(method, CONTROL + path, body, headers=[("X-Simulator-Sandbox", sandbox)])
        assert answer.status < 400, answer
        return answer.json if answer.body else None

    def bearer(self, api: str = "banno-admin", *, sandbox: str = DEFAULT, **wish: Json) -> tuple[str, str]:
        """The header that lets a caller in."""
        token = self.control("POST", "/tokens", {"api": api, **wish}, sandbox=sandbox)["access_token"]
        return "Authorization", f"Bearer {token}"

    def persona(self, name: str) -> dict[str, str]:
        """A persona's ids at Banno."""
        ids: dict[str, str] = {each["name"]: each for each in self.control("GET", "/personas")["items"]}[name]["banno"]
        return ids

    def waited(self, doing: Callable[[Simulator], Any]) -> Any:
        """The result of something asynchronous that is done to the simulator."""
        return asyncio.run(doing(self.simulator))


def _scope(method: str, target: str, headers: list[tuple[bytes, bytes]]) -> dict[str, Any]:
    path, _, query = target.partition("?")
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode("latin-1"),
        "query_string": query.encode("latin-1"),
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 80),
        "state": {},
    }


def _messages(pieces: list[bytes | None]) -> list[dict[str, Any]]:
    gone = {"type": "http.disconnect"}
    parts = [
        gone if piece is None else {"type": "http.request", "body": piece, "more_body": number < len(pieces)}
        for number, piece in enumerate(pieces, 1)
    ]
    return parts or [{"type": "http.request", "body": b"", "more_body": False}]


async def _answered(front: Front, scope: dict[str, Any], incoming: list[dict[str, Any]]) -> Answer:
    outgoing: list[Any] = []

    async def receive() -> Any:
        return incoming.pop(0) if incoming else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        outgoing.append(message)

    await front(scope, receive, send)
    if not outgoing:
        return Answer(0, (), b"")
    body = b"".join(message.get("body", b"") for message in outgoing[1:])
    return Answer(outgoing[0]["status"], tuple(outgoing[0]["headers"]), body)
