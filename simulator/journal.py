"""The memory of exchanges: bounded, a ring for each sandbox, and honest about what it dropped."""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256

from msgspec import Struct

from simulator.domain.exchange import Exchange, Request, Response, Verdict
from simulator.domain.moment import to_text
from simulator.domain.problem import Violation

__all__ = ["Entry", "Journal"]

SECRET_HEADERS = frozenset({"authorization", "cookie", "set-cookie", "proxy-authorization"})
RawHeaders = Iterable[tuple[bytes, bytes]]


class Entry(Struct, frozen=True, gc=False):
    """An exchange as it was seen on the wire, not yet made readable; most are never read."""

    number: int
    at: datetime
    duration_ns: int
    operation: str
    verdict: Verdict
    method: str
    target: bytes
    request_headers: RawHeaders
    request_body: bytes
    status: int
    response_headers: RawHeaders
    response_body: bytes
    hint: str
    violations: tuple[Violation, ...]


class Ring:
    """The newest exchanges of one sandbox. `count` is how many there ever were."""

    __slots__ = ("count", "entries")

    def __init__(self, length: int) -> None:
        self.count = 0
        self.entries: deque[Entry] = deque(maxlen=length)


class Journal:
    """Rings by sandbox. Local to this process; at most `length` exchanges of each sandbox are kept."""

    def __init__(self, length: int) -> None:
        self.length = length
        self._rings: dict[str, Ring] = {}

    def ring(self, sandbox: str) -> Ring:
        """The sandbox's ring, made on first use."""
        ring = self._rings.get(sandbox)
        if ring is None:
            ring = self._rings[sandbox] = Ring(self.length)
        return ring

    def exchanges(self, sandbox: str) -> Iterator[Exchange]:
        """Newest first, made readable, with secrets replaced by fingerprints."""
        return (_exchange(sandbox, entry) for entry in reversed(self.ring(sandbox).entries))

    def exchange(self, sandbox: str, identity: str) -> Exchange | None:
        """The exchange of that id, or None where it is unknown or was dropped."""
        return next((found for found in self.exchanges(sandbox) if found.id == identity), None)

    def dropped(self, sandbox: str) -> int:
        """How many exchanges were recorded and are no longer kept."""
        ring = self.ring(sandbox)
        return ring.count - len(ring.entries)

    def forget(self, sandbox: str) -> None:
        """Drop everything about the sandbox."""
        self._rings.pop(sandbox, None)


def identity(sandbox: str, number: int) -> str:
    """How the n-th exchange of a sandbox is called, on the wire and in the journal."""
    return f"{sandbox}-{number}"


def _exchange(sandbox: str, entry: Entry) -> Exchange:
    return Exchange(
        id=identity(sandbox, entry.number),
        sandbox=sandbox,
        at=to_text(entry.at),
        duration_us=entry.duration_ns // 1000,
        operation=entry.operation,
        verdict=entry.verdict,
        request=Request(
            entry.method, entry.target.decode("latin-1"), _readable(entry.request_headers), entry.request_body
        ),
        response=Response(entry.status, _readable(entry.response_headers), entry.response_body),
        hint=entry.hint,
        violations=tuple(map(str, entry.violations)),
    )


def _readable(headers: RawHeaders) -> tuple[tuple[str, str], ...]:
    texts = ((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers)
    return tuple((name, _redacted(value) if name.lower() in SECRET_HEADERS else value) for name, value in texts)


def _redacted(value: str) -> str:
    """The scheme and a fingerprint: enough to tell two secrets apart, too little to use one."""
    scheme, _, secret = value.partition(" ")
    mark = sha256((secret or scheme).encode()).hexdigest()[:8]
    return f"{scheme} #{mark}" if secret else f"#{mark}"
