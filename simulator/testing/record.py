"""What a sandbox remembers, as a test reads it: the messages that were sent and the exchanges that took place."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Exchange", "Journal", "Message", "Outbox", "Request", "Response"]

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Message:
    """An e-mail or a text message. `channel` is `email` or `sms`; `link` is what its reader would follow; `at` is the
    sandbox's instant.
    """

    id: str
    channel: str
    to: str
    subject: str
    text: str
    link: str
    at: str


class _Side:
    """One side of an exchange, whose body may be JSON."""

    body: str

    @property
    def json(self) -> Any:
        """The body read as JSON. Raises ValueError where it is none."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Request(_Side):
    """What came in. `target` is path and query as sent; secrets among the headers are fingerprints."""

    method: str
    target: str
    headers: Headers
    body: str


@dataclass(frozen=True)
class Response(_Side):
    """What went out."""

    status: int
    headers: Headers
    body: str


@dataclass(frozen=True)
class Exchange:
    """One request, its response, and what the simulator makes of the two.

    `operation` is the operationId, empty where the address named none; `verdict` is `valid`, `request-invalid`,
    `reply-invalid`, `refused`, `faulted` or `unknown-operation`; `hint` says how to mend the call; `fault` is the kind
    of the planned fault that the call drew, empty where it drew none.
    """

    id: str
    at: str
    operation: str
    verdict: str
    request: Request
    response: Response
    hint: str
    violations: tuple[str, ...]
    fault: str = ""


class Outbox(tuple[Message, ...]):
    """The messages of a sandbox, newest first."""

    __slots__ = ()

    @property
    def latest(self) -> Message:
        """The message that was sent last. Raises LookupError where none was."""
        if not self:
            raise LookupError("the outbox is empty: nobody was sent anything in this sandbox")
        return self[0]


class Journal(tuple[Exchange, ...]):
    """The exchanges of a sandbox, newest first."""

    __slots__ = ()

    @property
    def latest(self) -> Exchange:
        """The exchange that took place last. Raises LookupError where none did."""
        if not self:
            raise LookupError(
                "the journal is empty: no simulated API was called in this sandbox; does the client use sandbox.url?"
            )
        return self[0]


def message(told: Mapping[str, Any]) -> Message:
    """A message as the control API tells of it; members unknown here are passed over."""
    return Message(**{name: str(told[name]) for name in Message.__dataclass_fields__})


def exchange(told: Mapping[str, Any]) -> Exchange:
    """An exchange as the control API tells of it; members unknown here are passed over."""
    asked, answered = told["request"], told["response"]
    return Exchange(
        id=told["id"],
        at=told["at"],
        operation=told["operation"],
        verdict=told["verdict"],
        request=Request(asked["method"], asked["target"], _pairs(asked["headers"]), asked["body"]),
        response=Response(answered["status"], _pairs(answered["headers"]), answered["body"]),
        hint=told["hint"],
        violations=tuple(told["violations"]),
        fault=(told.get("fault") or {}).get("kind", ""),
    )


def _pairs(headers: list[list[str]]) -> Headers:
    return tuple((name, value) for name, value in headers)
