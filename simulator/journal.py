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

__all__ = ["NOWHERE", "Entry", "Journal", "Ring", "Watch", "identity", "readable", "safe_head"]

NOWHERE = ""
"""In no sandbox: what was asked of one that does not exist. Nobody can read that ring."""
SCHEMES = frozenset({b"bearer", b"basic", b"digest", b"negotiate"})
SECRETS = frozenset({b"authorization", b"cookie", b"proxy-authorization"})
AT_ONCE_MAX = 200
"""Exchanges that a watch hands out at one look."""
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
    """The newest exchanges of one sandbox. A place in it is how many were kept before, and counts on when the sandbox
    is reset: whoever reads on from a place misses nothing. `end` is the place behind the newest, `begun` the one where
    the journal now begins, `count` the number of its newest exchange.
    """

    __slots__ = ("begun", "count", "end", "entries")

    def __init__(self, length: int) -> None:
        self.count = 0
        self.begun = 0
        self.end = 0
        self.entries: deque[Entry] = deque(maxlen=length)

    def next_number(self) -> int:
        """The number of an exchange that is about to be answered."""
        self.count += 1
        return self.count

    def keep(self, entry: Entry) -> None:
        """Remember the exchange; the oldest is dropped where there is no room."""
        self.end += 1
        self.entries.append(entry)

    def after(self, place: int) -> list[Entry]:
        """What was kept after a place and still is, oldest first."""
        return list(islice(reversed(self.entries), max(self.end - place, 0)))[::-1]

    def begin(self) -> None:
        """The journal is empty, and numbers from the beginning."""
        self.count = 0
        self.begun = self.end

    def clear(self) -> None:
        """Forget the exchanges, which is no drop; those to come are numbered on."""
        dropped = self.dropped
        self.entries.clear()
        self.begun = self.end - dropped

    @property
    def first(self) -> int:
        """The place before the oldest exchange that is still kept."""
        return self.end - len(self.entries)

    @property
    def start(self) -> int:
        """The place before the oldest exchange that the journal holds."""
        return max(self.first, self.begun)

    @property
    def dropped(self) -> int:
        """How many exchanges of the journal had to make room for newer ones."""
        return self.start - self.begun

    @property
    def held(self) -> int:
        """How many exchanges the journal holds."""
        return self.end - self.start


class Journal:
    """Rings by sandbox. Local to this process; at most `length` exchanges of each sandbox are kept. `closed` is when
    nobody shall wait for more, for the server stops.
    """

    def __init__(self, length: int) -> None:
        self.length = length
        self.closed = False
        self._rings: dict[str, Ring] = {}

    def ring(self, sandbox: str) -> Ring:
        """The sandbox's ring, made on first use."""
        ring = self._rings.get(sandbox)
        if ring is None:
            ring = self._rings[sandbox] = Ring(self.length)
        return ring

    def exchanges(self, sandbox: str, offset: int = 0, **wanted: str) -> Iterator[Exchange]:
        """Newest first, made readable; only those of the wanted operation and verdict, after so many of them."""
        return (readable(sandbox, entry) for entry in islice(self._entries(sandbox, wanted), offset, None))

    def kept(self, sandbox: str, **wanted: str) -> int:
        """How many there are of the wanted operation and verdict."""
        return sum(1 for _ in self._entries(sandbox, wanted)) if wanted else self.ring(sandbox).held

    def exchange(self, sandbox: str, identity: str) -> Exchange | None:
        """The exchange of that id, or None where it is unknown or was dropped."""
        return next((found for found in self.exchanges(sandbox) if found.id == identity), None)

    def clear(self, sandbox: str) -> None:
        """Forget the exchanges, which is no drop; those to come are numbered on."""
        self.ring(sandbox).clear()

    def begin(self, sandbox: str) -> None:
        """Begin anew, as the sandbox does; what was there is told only to whoever reads on from an earlier place."""
        self.ring(sandbox).begin()

    def close(self) -> None:
        """Nobody is told of more."""
        self.closed = True

    def watched(self, sandbox: str, after: str = "", **wanted: str) -> "Watch":
        """Whatever comes from now on; or from behind the exchange of that id, as far as it is still kept."""
        ring = self._rings.get(sandbox)
        watch = Watch(self, sandbox, wanted)
        if ring is not None:
            watch.begin(ring, after)
        return watch

    def _entries(self, sandbox: str, wanted: Mapping[str, str]) -> Iterator[Entry]:
        """Newest first."""
        ring = self.ring(sandbox)
        return (one for one in islice(reversed(ring.entries), ring.held) if _fits(one, wanted))

    def forget(self, sandbox: str) -> None:
        """Drop everything about the sandbox, which is no more."""
        self._rings.pop(sandbox, None)


class Watch:
    """A place in one sandbox's journal, and what has come in behind it. It keeps nothing itself: who looks seldom finds
    what the ring still holds, and is told how many it does not.
    """

    def __init__(self, journal: Journal, sandbox: str, wanted: Mapping[str, str]) -> None:
        self._journal = journal
        self._sandbox = sandbox
        self._wanted = wanted
        self._ring: Ring | None = None
        self._place = 0

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self._journal.closed

    def begin(self, ring: Ring, after: str) -> None:
        """Stand at the end; or behind the exchange of that id, or before all that the journal holds, where that one is
        not kept.
        """
        self._ring, self._place = ring, ring.end
        if not after:
            return
        for entry in reversed(ring.entries):
            if identity(self._sandbox, entry.number) == after:
                return
            self._place -= 1
        self._place = ring.start - _before(self._sandbox, after, ring)

    def news(self) -> tuple[int, list[Exchange]]:
        """How many were lost, and what came since the last look, oldest first."""
        ring = self._journal._rings.get(self._sandbox)
        if ring is None:
            return 0, []
        if ring is not self._ring:  # another sandbox of that name
            self._ring, self._place = ring, 0
        lost, start = max(0, ring.first - self._place), max(0, self._place - ring.first)
        if start >= len(ring.entries) and not lost:
            return 0, []
        entries = list(islice(ring.entries, start, start + AT_ONCE_MAX))
        self._place = ring.first + start + len(entries)
        return lost, [readable(self._sandbox, one) for one in entries if _fits(one, self._wanted)]


def _before(sandbox: str, after: str, ring: Ring) -> int:
    """How many exchanges lie between that one and the oldest held; none where it is of another journal."""
    name, _, number = after.rpartition("-")
    if name != sandbox or not (number.isascii() and number.isdigit() and len(number) < 16):
        return 0
    oldest = ring.entries[-ring.held].number if ring.held else ring.count + 1
    return max(0, oldest - int(number) - 1)


def identity(sandbox: str, number: int) -> str:
    """How the n-th exchange of a sandbox is called, on the wire and in the journal."""
    return f"{sandbox or 'nowhere'}-{number}"


def readable(sandbox: str, entry: Entry) -> Exchange:
    """The exchange made readable."""
    content, name = content_of(entry.reply), identity(sandbox, entry.number)
    return Exchange(
        id=name,
        sandbox=sandbox,
        at=to_text(entry.at),
        duration_us=entry.duration_ns // 1000,
        operation=entry.operation,
        verdict=entry.verdict,
        request=Request(entry.method, entry.target.decode("latin-1"), _headers(entry.head), entry.body),
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


def _fits(entry: Entry, wanted: Mapping[str, str]) -> bool:
    """Whether it is of that operation and verdict, and its target or body holds the text that `about` is."""
    about = wanted.get("about")
    if about and about.encode() not in entry.target and about.encode() not in entry.body:
        return False
    return all(getattr(entry, name) == value for name, value in wanted.items() if name != "about")


@lru_cache(maxsize=256)
def _headers(head: bytes) -> tuple[tuple[str, str], ...]:
    """What `safe_head` has put together; most callers send the same headers again and again."""
    parts = (line.partition(b": ") for line in head.split(b"\r\n") if line)
    return _readable((name, value) for name, _, value in parts)


def _readable(headers: RawHeaders) -> tuple[tuple[str, str], ...]:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers)
