"""openapi-core, in an environment of its own, accepts every answer that a client is told within the spec."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from contract_tests.client.fuzz.candidates import candidates
from contract_tests.client.fuzz.edit import Edit
from contract_tests.exchange import Exchange, Request, Response
from contract_tests.operation import Operation, operations
from contract_tests.strangers.judging import judgements
from simulator import testing

LEAST = 300
Told = tuple[Exchange, Operation, Response, Edit]


def test_openapi_core_accepts_every_edit_within_the_spec(strangers: Path, tmp_path: Path) -> None:
    """Of the printed replies of every operation, every single edit of tier T1."""
    told = list(edited())
    assert len(told) > LEAST
    assert {edit.operation for _, _, _, edit in told} == {known.id for known in operations() if not known.never_accepts}
    judged = judgements(strangers, tmp_path, [(exchange, operation, reply) for exchange, operation, reply, _ in told])
    wrong = [f"{edit}: {faults['spoilt']}" for (*_, edit), faults in zip(told, judged, strict=True) if faults["spoilt"]]
    assert wrong == []


def edited() -> Iterator[Told]:
    """The printed replies that say yes, as exchanges, each with a reply that an edit made of its own."""
    for operation in operations():
        for exchange in _printed(operation):
            for edit in candidates([exchange], ["T1"]):
                yield exchange, operation, _so(exchange.response, edit), edit


def _printed(operation: Operation) -> Iterator[Exchange]:
    """The examples of the operation's replies that say yes; where such a reply has no body, that."""
    request = Request(operation.method, operation.fill(operation.variable_examples))
    for status in (int(one) for one in operation.described["responses"] if one.startswith("2")):
        content = (operation.reply(status) or {}).get("content", {})
        for media, described in content.items():
            for example in described.get("examples", {}).values():
                body = json.dumps(operation.resolved(example)["value"]).encode()
                yield Exchange(request, Response(status, (("content-type", media),), body), operation)
        if not content:
            yield Exchange(request, Response(status, (), b""), operation)


def _so(reply: Response, edit: Edit) -> Response:
    """The reply that a client gets to see."""
    fault = edit.fault
    if not edit.whole:
        body = testing.altered(reply.json, fault.get("put", {}), fault.get("drop", ()))
        return replace(reply, body=json.dumps(body).encode())
    headers = tuple(fault.get("headers", {}).items())
    if "body" not in fault:
        return Response(fault["status"], headers, b"")
    return Response(
        fault["status"], (*headers, ("content-type", fault["mediaType"])), json.dumps(fault["body"]).encode()
    )
