"""Lets through to an upstream what the profile allows, and nothing else: what is not known to be harmless stays here.

A request must be, letter for letter, one that the run may send: method, path and ids, names in the query, headers and
the form of the body. Writes are about things that the run made, or that it was given.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from contract_tests.exchange import Request, Response
from contract_tests.operation import Operation, addressed
from contract_tests.targets import Target
from contract_tests.targets.around import Around
from contract_tests.upstream.access import ID, Access
from contract_tests.upstream.belongings import Belongings

HEADERS = frozenset({"accept", "content-type", "user-agent"})
"""Headers that go out, with those that the operation declares. The others are housekeeping, and are dropped."""


class Denied(Exception):
    """The request was not sent; the message says why."""


class Guard(Around):
    """A target behind a default of no. `denied` counts what was held back by reason, `sent` what left by operation."""

    def __init__(self, target: Target, access: Access) -> None:
        super().__init__(target)
        self._access = access
        self.belongings = Belongings(access.given)
        self.denied: Counter[str] = Counter()
        self.sent: Counter[str] = Counter()

    def answer(self, request: Request) -> Response:
        """The target's reply. Raises Denied before any byte leaves, and OSError when nothing answers."""
        operation, arguments = addressed(request.method, request.path)
        reason = "no operation of the specs" if operation is None else self._objection(request, operation, arguments)
        if reason or operation is None:
            self.denied[f"{request.method[:20]} {operation.path if operation else '(elsewhere)'}: {reason}"] += 1
            raise Denied(f"{request.method} {request.target[:200]} was not sent: {reason}")
        if operation.method == "POST":
            self.belongings.making(operation.id, request.json)
        self.sent[operation.id] += 1
        response = self.target.answer(replace(request, headers=self._headers(request, operation)))
        self.belongings.learn(operation.id, response)
        return response

    def _objection(self, request: Request, operation: Operation, arguments: dict[str, str]) -> str | None:
        refused = self._access.objection(operation)
        if refused:
            return refused
        if not all(map(ID.fullmatch, arguments.values())) or not _is_plain(request, operation, arguments):
            return "its path or query is not written plainly"
        if strange := _undeclared(request, operation):
            return f"the spec knows no parameter {strange[0][:40]!r}"
        if operation.method == "GET":
            return "a read with a body" if request.body else self._objection_to_reading(arguments)
        return self._objection_to_writing(request, operation, arguments)

    def _objection_to_reading(self, arguments: dict[str, str]) -> str | None:
        strange = [name for name, id in arguments.items() if not self.belongings.readable(name, id)]
        return f"{strange[0]} is neither given nor of this run's making" if strange else None

    def _objection_to_writing(self, request: Request, operation: Operation, arguments: dict[str, str]) -> str | None:
        members = {} if operation.method == "DELETE" and not request.body else _members(request.body)
        if members is None:
            return "its body is no JSON object, or names a member twice"
        if operation.id in self.belongings.LABELS:
            labelled = self.belongings.labelled(operation.id, members)
            return None if labelled else "what it makes would not bear the name of this run"
        written: dict[str, Any] = {**arguments} or {"userId": members.get("id")}
        strange = [name for name, id in written.items() if not self.belongings.writable(operation, name, id)]
        return f"{strange[0]} is not of this run's making, nor given to be written" if strange else None

    @staticmethod
    def _headers(request: Request, operation: Operation) -> tuple[tuple[str, str], ...]:
        allowed = HEADERS | {name.lower() for name in _declared(operation, "header")}
        return tuple((name, value) for name, value in request.headers if name.lower() in allowed)


def _is_plain(request: Request, operation: Operation, arguments: dict[str, str]) -> bool:
    """Whether the path is the operation's own with the ids as they are, and nothing in the target can be read twice."""
    readable = all("!" <= sign <= "~" and sign not in "#\\" for sign in request.target)
    return readable and request.path.lower() == operation.fill(arguments).lower()


def _undeclared(request: Request, operation: Operation) -> list[str]:
    """The names in the query that the spec does not know for the operation."""
    known = _declared(operation, "query")
    folded = {name.lower() for name in known} if operation.document.get("x-ignore-case") else known
    names = [name for name, _ in parse_qsl(request.query, keep_blank_values=True)]
    return [name for name in names if (name.lower() if folded is not known else name) not in folded]


def _declared(operation: Operation, place: str) -> set[str]:
    parameters = map(operation.resolved, operation.described.get("parameters", []))
    return {parameter["name"] for parameter in parameters if parameter["in"] == place}


def _members(body: bytes) -> dict[str, Any] | None:
    """A JSON object's members by lower-case name; None for anything else, and where a name comes twice in any case."""
    try:
        pairs = json.loads(body.decode("utf-8"), object_pairs_hook=_Pairs)
    except ValueError:
        return None
    if not isinstance(pairs, _Pairs) or any(_repeats(each) for each in _objects(pairs)):
        return None
    return {name.lower(): value for name, value in pairs}


class _Pairs(list[tuple[str, Any]]):
    """The members of an object, in order."""


def _objects(value: Any) -> Iterator[_Pairs]:
    if isinstance(value, _Pairs):
        yield value
        value = [each for _, each in value]
    if isinstance(value, list):
        for each in value:
            yield from _objects(each)


def _repeats(pairs: _Pairs) -> bool:
    return len({name.lower() for name, _ in pairs}) != len(pairs)
