"""What goes into a handler and what comes out: a call, and an outcome of one reply and the changes it asks for."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from msgspec import UNSET, Struct, UnsetType

from simulator.domain.credential import ANYBODY, Principal
from simulator.domain.demand import Demand
from simulator.domain.ids import Ids
from simulator.domain.problem import Violation

__all__ = ["Call", "Change", "Handler", "Mint", "Outcome", "Reply", "deleted", "put"]

Mint = Callable[[Principal, timedelta], str]


class Call(Struct, frozen=True):
    """One request after binding: typed parameters, parsed body, the caller and the instant.

    `body` is UNSET where none was sent or none could be parsed. `media_type` is lower case, without parameters, and
    empty where the request named none. `violations` are what binding found wrong; the provider decides what they are
    worth. `address` is the sandbox's own base URL, for links in messages; `peer` is the network address that the
    request came from and `agent` the program that says it sent it, both empty where nobody can tell. `mint` makes an
    access token of this sandbox for a caller, good for so long; the same token whenever the step is decided again.
    """

    demand: Demand
    at: datetime
    ids: Ids
    principal: Principal = ANYBODY
    path: Mapping[str, str] = {}
    query: Mapping[str, Any] = {}
    header: Mapping[str, Any] = {}
    body: Any = UNSET
    has_body: bool = False
    media_type: str = ""
    violations: tuple[Violation, ...] = ()
    address: str = ""
    peer: str = ""
    agent: str = ""
    mint: Mint | None = None


class Reply(Struct, frozen=True):
    """An answer before it is bytes: status, JSON-able body (UNSET: none), headers, and a hint to travel beside it.

    A `lasting` reply is the same object each time it is given, so its bytes need to be made and checked only once.
    """

    status: int
    body: Any | UnsetType = UNSET
    headers: tuple[tuple[str, str], ...] = ()
    media_type: str = "application/json"
    hint: str = ""
    lasting: bool = False


class Change(Struct, frozen=True):
    """Put this record, or delete it where the record is None, in one table of one slice."""

    slice: str
    table: str
    key: str
    record: Any


class Outcome(Struct, frozen=True):
    """What a handler decided. Nothing happens until the store accepts all changes at once."""

    reply: Reply
    changes: tuple[Change, ...] = ()


Handler = Callable[[Any, Call], Outcome]


def put(slice_: str, table: str, key: str, record: Any) -> Change:
    """The record stands under that key from now on."""
    return Change(slice_, table, key, record)


def deleted(slice_: str, table: str, key: str) -> Change:
    """No record stands under that key any more."""
    return Change(slice_, table, key, None)
