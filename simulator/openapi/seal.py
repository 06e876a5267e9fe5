"""What answering costs is paid once for a reply that lasts: its bytes, and whether it keeps its promises."""

from msgspec import UNSET, Struct
from msgspec.json import encode

from simulator.domain.call import Reply
from simulator.domain.problem import Violation
from simulator.domain.room import kept
from simulator.openapi.operation import Operation
from simulator.openapi.promise import broken_promises

__all__ = ["Seal", "Seals"]

KEPT_MAX = 1024


class Seal(Struct, frozen=True):
    """A reply's bytes, and where they are not what the operation's spec declares."""

    content: bytes
    broken: tuple[Violation, ...]


class Seals:
    """Seals replies, and remembers those of the newest replies that last. A reply belongs to one operation."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[int, tuple[Reply, Seal]] = {}

    def seal(self, operation: Operation, reply: Reply) -> Seal:
        """The reply's seal. A lasting reply is kept with its seal, so that its identity stays its own."""
        if not reply.lasting:
            return _sealed(operation, reply)
        known = self._known.get(id(reply))
        if known is None:
            known = kept(self._known, KEPT_MAX, id(reply), (reply, _sealed(operation, reply)))
        return known[1]


def _sealed(operation: Operation, reply: Reply) -> Seal:
    content = b"" if reply.body is UNSET else encode(reply.body)
    return Seal(content, broken_promises(operation, reply))
