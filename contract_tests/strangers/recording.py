"""Exchanges for a second opinion: what Schemathesis' engine asks a simulator in this process, and what it answers."""

import base64
import itertools
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from contract_tests.bank import Bank, forked
from contract_tests.conformance.engine import run
from contract_tests.conformance.place import pinned, placed
from contract_tests.exchange import Exchange, Response
from contract_tests.operation import Document, Operation, addressed
from contract_tests.tape import Taped
from contract_tests.targets.inproc import InProcess

Message = dict[str, Any]
EXAMPLES = 100


def recorded(specs: Iterable[Document], seed: int) -> Iterator[tuple[Exchange, Operation]]:
    """Exchanges without end that addressed an operation, of one seed after the other.

    Each spec is run with ids of all kinds, and with the ids of somebody who exists.
    """
    known = list(specs)
    for later in itertools.count(seed):
        for document in known:
            for ids in ({}, pinned(document)):
                yield from _recorded(document, later, ids)


def _recorded(document: Document, seed: int, ids: dict[str, str]) -> Iterator[tuple[Exchange, Operation]]:
    target = Taped(InProcess(seed))
    bank = Bank(target, forked(target))
    run(document, placed(bank, document), seed=seed, examples=EXAMPLES, pinned=ids)
    target.close()
    for request, response in target.tape:
        plain = replace(request, target=request.target.removeprefix(bank.prefix))
        operation, arguments = addressed(plain.method, plain.path)
        if operation is not None:
            yield Exchange(plain, response, operation, arguments), operation


def written(exchange: Exchange, operation: Operation, spoilt: Response | None) -> str:
    """One line of JSON, as the judge reads it."""
    sent = exchange.request
    line = {"spec": operation.spec, "method": sent.method, "target": sent.target, "headers": sent.headers}
    replies = {"reply": _plain(exchange.response), "spoilt": spoilt and _plain(spoilt)}
    return json.dumps({**line, "body": base64.b64encode(sent.body).decode(), **replies})


def _plain(reply: Response) -> Message:
    return {"status": reply.status, "headers": reply.headers, "body": base64.b64encode(reply.body).decode()}
