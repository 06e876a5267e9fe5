"""Lists: `{results, links, meta}`, as the vendor's public API writes them (NARMI-M-03)."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

__all__ = ["SHORT", "page", "part", "whole"]

Json = dict[str, Any]
SHORT = 5
"""How many entries of a profile's list are shown where not all are asked for."""


def whole(results: Iterable[Json], total: int | None = None) -> Json:
    """A list that has no pages."""
    shown = list(results)
    return {
        "results": shown,
        "links": {"next": None, "previous": None},
        "meta": {"total": len(shown) if total is None else total},
    }


def part(results: Iterable[Json], *, everything: bool) -> Json:
    """The first few, or everything; the total counts everything (NARMI-M-08)."""
    found = list(results)
    return whole(found if everything else found[:SHORT], len(found))


def page(results: Iterable[Json], total: int, url: str, query: Mapping[str, Any], limit: int, offset: int) -> Json:
    """One page of a list at that address, with links to the pages beside it."""
    behind = offset + limit if offset + limit < total else None
    before = max(offset - limit, 0) if offset else None
    links = {"next": _link(url, query, limit, behind), "previous": _link(url, query, limit, before)}
    return {"results": list(results), "links": links, "meta": {"total": total}}


def _link(url: str, query: Mapping[str, Any], limit: int, offset: int | None) -> str | None:
    if offset is None:
        return None
    wanted = {**query, "limit": limit, "offset": offset}
    return f"{url}?{urlencode({name: _text(value) for name, value in wanted.items()})}"


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
