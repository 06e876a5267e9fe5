"""The memory of exchanges: bounded, a ring for each sandbox, and honest about what it dropped."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from itertools import islice

from msgspec import Struct

from simulator.answer import content_of, headers_of
from simulator.domain.call import Reply
from simulator.domain.exchange import Drawn, Exchange, Request, Response, Verdict
from simulator.domain.moment import to_text
from simulator.domain.problem import Violation

__all__ = ["NOWHERE", "Entry", "Journal", "identity", "safe_head"]

NOWHERE = ""
"""In no sandbox: what was asked of one that does not exist. Nobody can read that ring."""
SCHEMES = frozenset({b"bearer", b"basic", b"digest", b"negotiate"})
SECRETS = frozenset({b"authorization", b"cookie", b"proxy-authorization"})
RawHeaders = Iterable[tuple[bytes, bytes]]


class Entry(Struct, gc=False):
    """An exchange, not yet made readable; most are never read.

    The reply is kept and not its bytes: they follow from it, and it shares most of itself with other replies. Nothing
    changes but `duration_ns`, which grows where a fault lets the caller wait.
    """

    number: int
    at: datetime
    duration_ns: int
    operation: str
    verdict: Verdict
    method: str
    target: bytes
    head: bytes
    body: bytes
    reply: Reply
    bare: bool
    violations: tuple[Violation, ...]
    fault: Drawn | None = None


class Ring:
    """The newest exchanges of one sandbox. `count` is how many there ever were, `dropped` how many made room."""

    __slots__ = ("count", "dropped", "entries")

    def __init__(self, length: int) -> None:
        self.count = 0
        self.dropped = 0
        self.entries: deque[Entry] = deque(maxlen=length)

    def next_number(self) -> int:
        """The number of an exchange that is about to be answered."""
        self.count += 1
        return self.count

    def keep(self, entry: Entry) -> None:
        """Remember the exchange; the oldest is dropped where there is no room."""
        if len(self.entries) == self.entries.maxlen:
            self.dropped += 1
        self.entries.append(entry)


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

    def exchanges(self, sandbox: str, offset: int = 0, **wanted: str) -> Iterator[Exchange]:
        """Newest first, made readable; only those of the wanted operation and verdict, after so many of them."""
        return (_exchange(sandbox, entry) for entry in islice(self._entries(sandbox, wanted), offset, None))

    def kept(self, sandbox: str, **wanted: str) -> int:
        """How many there are of the wanted operation and verdict."""
        return sum(1 for _ in self._entries(sandbox, wanted)) if wanted else len(self.ring(sandbox).entries)

    def exchange(self, sandbox: str, identity: str) -> Exchange | None:
        """The exchange of that id, or None where it is unknown or was dropped."""
        return next((found for found in self.exchanges(sandbox) if found.id == identity), None)

    def dropped(self, sandbox: str) -> int:
        """How many exchanges had to make room for newer ones."""
        return self.ring(sandbox).dropped

    def clear(self, sandbox: str) -> None:
        """Forget the exchanges, which is no drop; those to come are numbered on."""
        self.ring(sandbox).entries.clear()

    def _entries(self, sandbox: str, wanted: Mapping[str, str]) -> Iterator[Entry]:
        """Newest first."""
        newest = reversed(self.ring(sandbox).entries)
        return (one for one in newest if all(getattr(one, name) == value for name, value in wanted.items()))

    def forget(self, sandbox: str) -> None:
        """Drop everything about the sandbox, and number from the beginning."""
        self._rings.pop(sandbox, None)


def identity(sandbox: str, number: int) -> str:
    """How the n-th exchange of a sandbox is called, on the wire and in the journal."""
    return f"{sandbox or 'nowhere'}-{number}"


def _exchange(sandbox: str, entry: Entry) -> Exchange:
    content, name = content_of(entry.reply), identity(sandbox, entry.number)
    return Exchange(
        id=name,
        sandbox=sandbox,
        at=to_text(entry.at),
        duration_us=entry.duration_ns // 1000,
        operation=entry.operation,
        verdict=entry.verdict,
        request=Request(entry.method, entry.target.decode("latin-1"), _readable(_split(entry.head)), entry.body),
        response=_response(entry, content, name),
        hint=entry.reply.hint,
        violations=tuple(map(str, entry.violations)),
        fault=entry.fault,
    )


def _response(entry: Entry, content: bytes, name: str) -> Response:
    headers = headers_of(entry.reply, content, name, bare=entry.bare) if entry.reply.status else ()
    return Response(entry.reply.status, _readable(headers), content)


def safe_head(headers: RawHeaders) -> bytes:
    """The headers as lines, with fingerprints in the place of secrets, so that no secret lies in a journal.

    One piece of memory instead of many: a full ring is all but cold, and every piece of it costs when it is let go.
    """
    return b"\r\n".join([name + b": " + (fingerprint(value) if name in SECRETS else value) for name, value in headers])


@lru_cache(maxsize=4096)
def fingerprint(value: bytes) -> bytes:
    """The scheme, if it is a known one, and eight digits: enough to tell two secrets apart, too little to use one."""
    scheme, _, _ = value.partition(b" ")
    mark = b"#" + sha256(value).hexdigest()[:8].encode()
    return scheme + b" " + mark if scheme.lower() in SCHEMES else mark


def _split(head: bytes) -> RawHeaders:
    parts = (line.partition(b": ") for line in head.split(b"\r\n") if line)
    return [(name, value) for name, _, value in parts]


def _readable(headers: RawHeaders) -> tuple[tuple[str, str], ...]:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers)
