"""What our verdict on a request is, seen from outside, and where openapi-core is known to think otherwise, and why.

A difference applies to an exchange and the words of openapi-core, which are empty where it finds nothing wrong.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from contract_tests.exchange import Exchange

UNREADABLE = {400, 415, 422}
DECIDED_BEFORE = {401, 403, 404, 413}


def request_sound(exchange: Exchange) -> bool | None:
    """Whether the reply says that the request keeps the spec; None when something else was decided before.

    A 409 is about the state of things, so the request itself was sound; Narmi's comes before the body is looked at. Of
    the refused ones a 401 tells something when there was no credential at all: only then does a spec show it.
    """
    if exchange.status == 401 and not _shown(exchange):
        return False
    if exchange.status in DECIDED_BEFORE or (exchange.status == 409 and _narmi(exchange)):
        return None
    return exchange.status not in UNREADABLE


@dataclass(frozen=True)
class Difference:
    """Why openapi-core may disagree, and how to tell that it is this and nothing else."""

    reason: str
    applies: Callable[[Exchange, str], bool]


def explained(known: Iterable[Difference], exchange: Exchange, theirs: str) -> bool:
    """Whether one of the known differences accounts for a disagreement."""
    return any(difference.applies(exchange, theirs) for difference in known)


def _shown(exchange: Exchange) -> bool:
    return any(name.lower() == "authorization" and value for name, value in exchange.request.headers)


def _narmi(exchange: Exchange) -> bool:
    return exchange.operation is not None and exchange.operation.provider == "narmi"


def _called(exchange: Exchange, *ids: str) -> bool:
    return exchange.operation is not None and exchange.operation.id in ids


def _addresses(body: Any) -> Iterator[Any]:
    """The members of a reply's body that are addresses: of a problem, of a page, of a reset."""
    if isinstance(body, dict):
        links = body.get("links")
        yield from (body.get("type") if "status" in body else None, body.get("link"))
        yield from links.values() if isinstance(links, dict) else ()


RULES_ABOUT_STATE = (
    "is taken",
    "the idempotency key came before with another body",
    "the primary administrator stays",
    "a partner keeps one administrator",
    "nobody deletes oneself",
    "that nobody has",
    "that no other user has",
    "that the core has",
    "that are there",
    "that was sent last",
    "expected a phone; ",
    "body /role: constraint broken; expected one of ",
)
"""What the stand-in hints when Customers Bank or Narmi refuses a sound request with 422."""

ABOUT_REQUESTS = (
    Difference(
        "B-08: `state: true` is of the documented type, and refused for what it asks",
        lambda exchange, theirs: not theirs and exchange.status == 422 and _called(exchange, "unlockUser"),
    ),
    Difference(
        "openIdConnect is a scheme that openapi-core does not look at, so it misses no credential there",
        lambda exchange, theirs: not theirs and exchange.status == 401 and _called(exchange, "getUser"),
    ),
    Difference(
        "a query parameter with nothing after `=` is a fault to openapi-core, and an empty text to us",
        lambda exchange, theirs: (
            "EmptyQueryParameterValue" in theirs
            and any(not value for _, value in parse_qsl(exchange.request.query, keep_blank_values=True))
        ),
    ),
    Difference(
        "a 422 may be about what is stored, of which a spec says nothing",
        lambda exchange, theirs: (
            not theirs and exchange.status == 422 and any(rule in (exchange.hint or "") for rule in RULES_ABOUT_STATE)
        ),
    ),
)

ABOUT_REPLIES = (
    Difference(
        "openapi-core does not read `format: uri`, which our checks do",
        lambda exchange, theirs: not theirs and any(" " in str(one) for one in _addresses(exchange.json)),
    ),
)
