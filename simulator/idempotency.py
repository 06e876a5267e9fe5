"""Requests that carry a key are decided once: whoever sends the same again within the key's time hears the same
again.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType
from msgspec.json import encode

from simulator.answer import hinted
from simulator.domain.call import Call, Outcome, Reply, put
from simulator.domain.problem import Fault, Kind, Violation, refused
from simulator.domain.table import Table
from simulator.openapi.operation import Operation

__all__ = ["SLICE", "TABLE", "Kept", "once"]

SLICE, TABLE = "idempotency", "replies"


class Kept(Struct, frozen=True, rename="camel"):
    """What was answered to a key, to which body, and until when that is remembered."""

    digest: str
    until: Annotated[datetime, Meta(tz=True)]
    status: int
    body: Any | UnsetType = UNSET


def once(operation: Operation, kept: Table[Kept], owner: str, call: Call, decide: Callable[[], Outcome]) -> Outcome:
    """What `decide` decides, or what was decided before for this key of this owner.

    Raises Refused for a key that came before with another body.
    """
    parameter = next((one for one in operation.header.values() if one.idempotency_hours), None)
    key = None if parameter is None else call.header.get(parameter.name.lower())
    if parameter is None or key is None:
        return decide()
    place = f"{operation.id}/{owner}/{key.lower()}"
    digest = sha256(encode(call.body, order="sorted")).hexdigest()
    before = kept.get(place)
    if before is not None and call.at < before.until:
        return _again(before, digest, parameter.name)
    outcome = decide()
    if outcome.reply.status >= 400:
        return outcome
    until = call.at + timedelta(hours=parameter.idempotency_hours)
    answered = Kept(digest, until, outcome.reply.status, outcome.reply.body)
    return Outcome(outcome.reply, (*outcome.changes, put(SLICE, TABLE, place, answered)))


def _again(before: Kept, digest: str, name: str) -> Outcome:
    if before.digest != digest:
        wrong = Violation(Fault.CONSTRAINT, "header", name, "a key that did not come with another body")
        raise refused(
            Kind.UNPROCESSABLE, "the idempotency key came before with another body; choose a new key", (wrong,)
        )
    return Outcome(hinted(Reply(before.status, before.body), "repeated: the idempotency key was answered before"))
