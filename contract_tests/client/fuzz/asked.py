"""What the requests of a run asked for: values that an answer carries because they were in the question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import parse_qsl

from contract_tests.exchange import Exchange

IDENTITY_CHARS = 3
"""Shorter texts are in an answer by chance."""


@dataclass(frozen=True)
class Asked:
    """Every text that a request asked for by a variable of its path, and by its query, in small letters."""

    paths: frozenset[str]
    queries: frozenset[str]

    @classmethod
    def by(cls, exchanges: Sequence[Exchange]) -> Self:
        """What these exchanges asked for."""
        paths = {value.casefold() for one in exchanges for value in _variables(one)}
        queries = {value.casefold() for one in exchanges for _, value in parse_qsl(one.request.query)}
        return cls(*(frozenset(one for one in every if len(one) >= IDENTITY_CHARS) for every in (paths, queries)))


def _variables(exchange: Exchange) -> Iterable[str]:
    asked, operation = exchange.request, exchange.operation
    return ((operation and operation.match(asked.method, asked.path)) or {}).values()


def holds(value: Any, texts: frozenset[str]) -> bool:
    """Whether a value is, or has as a member, one of the texts."""
    if isinstance(value, dict):
        return any(holds(one, texts) for one in value.values())
    return isinstance(value, str) and value.casefold() in texts
