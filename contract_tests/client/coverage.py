"""What a client has met of all that it might meet: facts are listed from the documented replies of an operation, an
exchange meets some of them, and the rest are gaps.
"""

import contextlib
import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from contract_tests.client.look import Look, look
from contract_tests.client.page import PAGED, PAGES, page
from contract_tests.client.shape import Shape, shape, variants
from contract_tests.exchange import Exchange
from contract_tests.operation import Operation

ALWAYS = ("4xx", "5xx", "429")
"""Statuses that every client has to live with, documented or not: any refusal, any failure, too many requests."""
KINDS = ("operations", "statuses", "variants")


class Fact(NamedTuple):
    """Something that a client can meet: an operation, a status of it, or a variant of the reply with that status."""

    operation: str
    status: str = ""
    variant: str = ""

    @property
    def kind(self) -> str:
        """Which of the three it is."""
        return KINDS[bool(self.status) + bool(self.variant)]


@dataclass(frozen=True)
class Coverage:
    """What was met of the operations that count. Of an operation that was not met, that is the one gap."""

    operations: Sequence[Operation]
    met: frozenset[Fact]

    @functools.cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All that counts, in the order of the specs."""
        return tuple(
            fact
            for operation in self.operations
            for fact in (documented(operation) if Fact(operation.id) in self.met else (Fact(operation.id),))
        )

    @functools.cached_property
    def gaps(self) -> tuple[Fact, ...]:
        """What counts and was not met."""
        return tuple(fact for fact in self.facts if fact not in self.met)

    @property
    def percent(self) -> float:
        """The share of facts that were met; of none, nothing."""
        return 100.0 * (1 - len(self.gaps) / len(self.facts)) if self.facts else 0.0

    def counted(self, kind: str) -> tuple[int, int]:
        """How many facts of a kind were met, and how many there are."""
        every = sum(fact.kind == kind for fact in self.facts)
        return every - sum(fact.kind == kind for fact in self.gaps), every


@functools.cache
def documented(operation: Operation) -> tuple[Fact, ...]:
    """All facts of an operation: itself, its statuses, and the variants of its replies."""
    statuses = [*operation.described["responses"]]
    facts = [Fact(operation.id), *(Fact(operation.id, status) for status in dict.fromkeys([*statuses, *ALWAYS]))]
    for status in statuses:
        facts += [Fact(operation.id, status, variant) for variant in _variants(operation, status)]
    return tuple(facts)


def met(exchange: Exchange, *, arrived: bool = True) -> frozenset[Fact]:
    """The facts that an exchange meets. A reply that did not arrive whole (`arrived`) shows its operation alone."""
    operation, status = exchange.operation, str(exchange.status)
    if operation is None:
        return frozenset()
    if not arrived or not exchange.status:
        return frozenset({Fact(operation.id)})
    return _facts(operation, status, frozenset(_names(exchange, _looks(operation, status))))


def _names(exchange: Exchange, looks: Mapping[str, Look]) -> set[str]:
    """The names of the variants that a reply shows, and some that are none."""
    names: set[str] = set()
    expected = looks.get(exchange.response.media_type or "")
    if expected is not None:
        with contextlib.suppress(json.JSONDecodeError, UnicodeDecodeError):
            body = exchange.json
            expected(body, names)
            names.add(page(exchange, body))
    return names


@functools.lru_cache(maxsize=1024)
def _facts(operation: Operation, status: str, names: frozenset[str]) -> frozenset[Fact]:
    """The facts that a reply with these variants meets; most replies show what others have shown."""
    statuses = {Fact(operation.id), Fact(operation.id, status), Fact(operation.id, f"{status[0]}xx")}
    return frozenset((statuses | {Fact(operation.id, status, name) for name in names}) & _known(operation))


@functools.cache
def _known(operation: Operation) -> frozenset[Fact]:
    return frozenset(documented(operation))


def _variants(operation: Operation, status: str) -> dict[str, None]:
    """The variants of the reply with this status, whatever its media type, in order."""
    found = [variant for one in _shapes(operation, status).values() for variant in variants(one)]
    paged = PAGES if status == "200" and operation.id in PAGED else ()
    return dict.fromkeys([*found, *paged])


@functools.cache
def _looks(operation: Operation, status: str) -> dict[str, Look]:
    return {media: look(one) for media, one in _shapes(operation, status).items()}


def _shapes(operation: Operation, status: str) -> dict[str, Shape]:
    """The shape of the reply by media type; none where the status is not documented or has no content."""
    reply = operation.described["responses"].get(status)
    content = operation.resolved(reply).get("content", {}) if reply else {}
    return {
        media: shape(described["schema"], operation.resolved)
        for media, described in content.items()
        if "schema" in described
    }
