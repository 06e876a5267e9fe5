"""Answers that take the place of one: each other status that the operation documents, and what networks do."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from contract_tests.operation import Document, Operation

SOON_SECONDS = 1
DATE_SECONDS = 2
"""A date has whole seconds, so that this one is between one and two seconds ahead."""
SLOW_SECONDS = 1.0
NEVER_SECONDS = 60.0
"""As long as a fault can last; a run is over before, where it may take less."""
PAGE = {"kind": "answer", "mediaType": "text/html", "body": "<!doctype html><title>Sign in</title><p>Who are you?"}
"""What a proxy says in the place of the bank."""
Answer = tuple[str, dict[str, Any], bool]
"""What it is in words, the fault that does it, and whether it lasts."""


def documented(operation: Operation, status: int) -> Iterator[Answer]:
    """Every documented answer with another status, as the spec's first example of it says; none where it has a body and
    no example.
    """
    for other in operation.described["responses"]:
        if not other.isdecimal() or int(other) == status:
            continue
        reply = operation.reply(int(other)) or {}
        fault: dict[str, Any] = {"kind": "answer", "status": int(other)}
        if headers := _headers(operation, reply):
            fault["headers"] = headers
        if content := reply.get("content"):
            (media, described), *_ = content.items()
            example = _example(operation, described)
            if example is None:
                continue
            fault |= {"mediaType": media, "body": example["value"]}
        yield f"is answered with {other}", fault, False


@dataclass(frozen=True)
class Conditions:
    """What the runs are like. `dates`: the sandbox's clock moves as the client's does, so that a date means the same to
    both. `never`: so many seconds no run lasts.
    """

    dates: bool = True
    never: float = NEVER_SECONDS


USUAL = Conditions()


def transport(operation: Operation, conditions: Conditions) -> Iterator[Answer]:
    """What happens to any call."""
    yield "is answered with 503", {"kind": "status", "status": 503}, False
    yield "is answered with 500", {"kind": "status", "status": 500}, False
    busy = {"kind": "status", "status": 429, "retryAfter": SOON_SECONDS}
    yield f"is answered with 429, to be tried again after {SOON_SECONDS} s", busy, False
    if conditions.dates:
        dated = {**busy, "retryAfter": DATE_SECONDS, "retryAfterForm": "date"}
        yield "is answered with 429, to be tried again after a date", dated, False
    yield "is reset", {"kind": "reset"}, False
    if operation.method != "GET":
        yield "is carried out, and then reset", {"kind": "reset", "carriedOut": True}, False
        yield "is carried out, and then answered with 503", {"kind": "status", "carriedOut": True}, False
    yield "is carried out, and its answer lost", {"kind": "lost-response"}, False
    yield "is truncated", {"kind": "truncate"}, False
    yield "is truncated, and says that this is all", {"kind": "truncate", "framed": True}, False
    yield "is garbage behind a 200", {"kind": "garbage", "head": True}, False
    yield "is a page of somebody else's, behind a 200", PAGE, False
    yield f"comes {SLOW_SECONDS:g} s late", {"kind": "latency", "seconds": SLOW_SECONDS}, False
    yield "is answered with 503 for good", {"kind": "status", "status": 503}, True
    yield "is answered with 429 for good", busy, True
    yield "never comes", {"kind": "latency", "seconds": min(conditions.never, NEVER_SECONDS)}, True


def _headers(operation: Operation, reply: Document) -> dict[str, str]:
    told = {name: operation.resolved(one) for name, one in reply.get("headers", {}).items()}
    return {name: str(one["example"]) for name, one in told.items() if one.get("required") and "example" in one}


def _example(operation: Operation, described: Document) -> Document | None:
    return next((operation.resolved(one) for one in described.get("examples", {}).values()), None)
