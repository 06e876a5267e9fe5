"""The journal of a sandbox, read before it is full, so that a short one loses as little as can be."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from contract_tests.exchange import Exchange as Plain
from contract_tests.exchange import Request, Response
from contract_tests.operation import Operation, operations
from contract_tests.tape import SANDBOX
from simulator.testing import Exchange, Sandbox
from simulator.testing.record import exchange

AT_ONCE = 1000
"""How many exchanges that are not alike the control API tells of in one answer."""


class Alike(NamedTuple):
    """Exchanges that are alike: equal in all that is judged and counted. `first` is the first of them."""

    times: int
    first: Exchange


class Gathering:
    """The exchanges of one sandbox from its beginning, oldest first, many that are alike as one. `count` is how many
    were read, with `lost`, those that fell out of the journal before. `room` is how many may wait to be read: the more
    are read at once, the more are alike.
    """

    def __init__(self, sandbox: Sandbox, room: int = 0) -> None:
        self.found: list[Alike] = []
        self.count = 0
        self.lost = 0
        self._sandbox = sandbox
        self._room = room
        self._end = 0

    def look(self) -> int:
        """How many there are by now; they are read where more wait than there is room for. Raises SimulatorError."""
        waiting = int(self._sandbox.ask("GET", "/journal", limit=1)["end"]) - self._end
        if not 0 <= waiting <= self._room:
            self.read()
            return self.count
        return self.count + waiting

    def read(self) -> None:
        """Read what is new. Raises SimulatorError."""
        while len(self._next()) == AT_ONCE:
            pass

    def _next(self) -> list[Any]:
        told = self._sandbox.ask("GET", "/journal/alike", after=self._end, limit=AT_ONCE)
        self._end = told["end"]
        self.lost += told["dropped"]
        self.count += told["total"] + told["dropped"]
        items: list[Any] = told["items"]
        self.found += [Alike(one["times"], exchange(one["first"])) for one in items]
        return items


def plain(exchanges: Iterable[Exchange]) -> Iterator[Plain]:
    """The exchanges as checks know them: without the prefix that chooses a sandbox, with their operation."""
    known = {one.id: one for one in operations()}
    return (_plain(one, known.get(one.operation)) for one in exchanges)


def _plain(one: Exchange, operation: Operation | None) -> Plain:
    asked, answered = one.request, one.response
    request = Request(asked.method, SANDBOX.sub("", asked.target, count=1), asked.headers, asked.body.encode())
    response = Response(answered.status, answered.headers, answered.body.encode())
    return Plain(request, response, operation, fault=one.fault)
