"""All edits that the exchanges of a run leave room for, each place and kind once, in the order in which they are tried.

What names a user, an institution or whatever else a path asks for is left alone within the spec: an answer about
somebody else is no edit of the answer, but another answer. What a query asked for is odd when it is not in the answer.
"""

import functools
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from contract_tests.checks.reply import fits
from contract_tests.client.fuzz.answer import USUAL, Conditions, documented, transport
from contract_tests.client.fuzz.asked import Asked, holds
from contract_tests.client.fuzz.body import Told, edits
from contract_tests.client.fuzz.edit import EDIT, Edit, is_counted
from contract_tests.client.fuzz.pages import relations
from contract_tests.exchange import Exchange
from contract_tests.operation import Operation
from contract_tests.pointer import found_at
from simulator.testing import altered

CALLS_EACH = 3
"""Of an operation that is called again and again, the first calls show what there is to see."""


def candidates(exchanges: Sequence[Exchange], tiers: Sequence[str], conditions: Conditions = USUAL) -> list[Edit]:
    """The edits of these tiers, in turn."""
    asked = Asked.by(exchanges)
    found: dict[object, Edit] = {}
    for exchange, nth in counted(exchanges):
        if nth <= CALLS_EACH:
            for one in _of(exchange, nth, asked, conditions):
                if one.tier in tiers:
                    found.setdefault(_sameness(one), one)
    first = next((exchange.operation.id for exchange, _ in counted(exchanges) if exchange.operation), "")
    return sorted(found.values(), key=lambda edit: _turn(edit, first))


def counted(exchanges: Sequence[Exchange]) -> Iterator[tuple[Exchange, int]]:
    """The exchanges that a fault may befall, each with the how-manieth call of its operation it is."""
    calls: Counter[str] = Counter()
    for exchange in exchanges:
        if exchange.operation is not None and is_counted(exchange.status, exchange.fault):
            calls[exchange.operation.id] += 1
            yield exchange, calls[exchange.operation.id]


def _of(exchange: Exchange, nth: int, asked: Asked, conditions: Conditions) -> Iterator[Edit]:
    operation = exchange.operation
    assert operation is not None
    for told in _of_body(exchange, operation, asked):
        yield _edit(operation, nth, told, lasting=False)
    for told, lasting in relations(operation.id, _read(exchange.body)):
        yield _edit(operation, nth, told, lasting=lasting)
    for what, fault, _ in documented(operation, exchange.status):
        yield Edit(operation.id, nth, "T1", what, fault)
    for what, fault, lasting in transport(operation, conditions):
        yield Edit(operation.id, nth, "T4", what, fault, lasting=lasting)


def _of_body(exchange: Exchange, operation: Operation, asked: Asked) -> Iterator[Told]:
    """The edits within the spec that are valid, and those of a later version."""
    for told, value in _valid(operation, exchange.status, exchange.response.media_type or "", exchange.body):
        if told.tier != "T1":
            yield told
        elif not holds(value, asked.paths):
            yield replace(told, tier="T2") if holds(value, asked.queries) else told


@functools.lru_cache(maxsize=1024)
def _valid(operation: Operation, status: int, media_type: str, content: bytes) -> tuple[tuple[Told, Any], ...]:
    """What may be told otherwise in a body, each with the value that is there: nearly all runs hear nearly the same."""
    schema = (operation.reply(status) or {}).get("content", {}).get(media_type, {}).get("schema")
    body = _read(content)
    if schema is None or body is None:
        return ()
    related = {pointer for told, _ in relations(operation.id, body) for pointer, _ in told.put}
    return tuple(
        (told, found_at(body, told.at))
        for told in edits(schema, body, operation.resolved)
        if told.tier != "T1"
        or (told.at not in related and fits(operation, status, media_type, altered(body, dict(told.put), told.drop)))
    )


def _edit(operation: Operation, nth: int, told: Told, *, lasting: bool) -> Edit:
    fault: dict[str, Any] = {"kind": EDIT}
    if told.put:
        fault["put"] = dict(told.put)
    if told.drop:
        fault["drop"] = list(told.drop)
    return Edit(operation.id, nth, told.tier, told.what, fault, told.at, lasting)


def _read(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None


def _sameness(edit: Edit) -> object:
    """Edits of later calls that say the same as one of an earlier call are not tried again, but where the answer takes
    another form (an enumeration, a status) or the whole call fails.
    """
    again = edit.whole or edit.what.startswith("is '")
    return edit.operation, edit.at, edit.what, edit.lasting, edit.nth if again else 0


def _turn(edit: Edit, first: str) -> int:
    """When its turn is: soon for what breaks clients most, last for what makes them wait. Of what takes longest, that
    of the `first` operation comes in between, since clients mostly ask everything in the same way.
    """
    if not edit.whole:
        return 0 if _bare(edit) else 1 if edit.tier != "T1" else 3
    if edit.fault["kind"] == "answer":
        return 1
    if edit.slow:
        return 2 if edit.operation == first else 5
    return 2 if edit.nth == 1 else 4


def _bare(edit: Edit) -> bool:
    """Whether something is not there, or is another of the values that are listed."""
    values = edit.fault.get("put", {}).values()
    return edit.tier == "T1" and (edit.what.startswith("is '") or not any(values))
