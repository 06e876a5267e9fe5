"""The journal of a sandbox, read while it grows, so that a short one loses as little as can be."""

from collections.abc import Iterable, Iterator
from typing import Any

from contract_tests.exchange import Exchange as Plain
from contract_tests.exchange import Request, Response
from contract_tests.operation import Operation, operations
from contract_tests.tape import SANDBOX
from simulator.testing import Exchange, Sandbox
from simulator.testing.record import exchange

AT_ONCE = 1000
"""How many exchanges the control API tells of in one answer."""
ENOUGH = 250
"""So many unread exchanges are worth reading; the shortest usual journal keeps twice as many."""


class Gathering:
    """The exchanges of one sandbox, oldest first. `lost` is how many fell out of the journal before they were read."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.exchanges: list[Exchange] = []
        self.lost = 0
        self._sandbox = sandbox
        self._read = 0

    @property
    def count(self) -> int:
        """How many there were, up to the last that was read."""
        return len(self.exchanges) + self.lost

    def look(self) -> int:
        """How many there were so far. Raises SimulatorError."""
        items = self._asked(1, 0)["items"]
        newest = _number(items[0]) if items else self._read
        if newest < self._read:
            self._read = 0  # the client has reset its sandbox, which counts from one again
        unread = newest - self._read
        if unread >= ENOUGH:
            self.read()
            return self.count
        return self.count + unread

    def read(self) -> None:
        """Read what is new. Raises SimulatorError."""
        found: dict[int, Exchange] = {}
        while True:
            items = self._asked(AT_ONCE, len(found))["items"]
            new = {number: exchange(one) for one in items if (number := _number(one)) > self._read}
            found |= new
            if len(new) < AT_ONCE:
                break
        self.exchanges += [found[number] for number in sorted(found)]
        newest = max(found, default=self._read)
        self.lost += newest - self._read - len(found)
        self._read = newest

    def _asked(self, limit: int, offset: int) -> Any:
        return self._sandbox.ask("GET", "/journal", limit=limit, offset=offset or None)


def plain(exchanges: Iterable[Exchange]) -> Iterator[Plain]:
    """The exchanges as checks know them: without the prefix that chooses a sandbox, with their operation."""
    known = {one.id: one for one in operations()}
    return (_plain(one, known.get(one.operation)) for one in exchanges)


def _plain(one: Exchange, operation: Operation | None) -> Plain:
    asked, answered = one.request, one.response
    request = Request(asked.method, SANDBOX.sub("", asked.target, count=1), asked.headers, asked.body.encode())
    return Plain(request, Response(answered.status, answered.headers, answered.body.encode()), operation)


def _number(told: Any) -> int:
    return int(told["id"].rpartition("-")[2])
