"""Which page of a list a reply is. Each vendor pages in its own way, so each operation that does has a line here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from contract_tests.exchange import Exchange
from contract_tests.pointer import found_at

ONLY = "the only page"
FIRST = "the first of several pages"
MIDDLE = "a page in the middle"
LAST = "the last of several pages"
EMPTY = "an empty page"
PAGES = (ONLY, FIRST, MIDDLE, LAST, EMPTY)


@dataclass(frozen=True)
class Paging:
    """Where a reply keeps its items and the number of all there are, by JSON pointers; how many come before its first;
    and which members lead to other pages.
    """

    items: str
    total: str
    before: Callable[[Exchange, Any], int]
    links: tuple[str, ...] = ()


def _asked(exchange: Exchange, _: Any) -> int:
    return int(parse_qs(exchange.request.query).get("offset", ["0"])[-1])


PAGED = {
    "searchUsers": Paging("/users", "/totalCount", _asked),
    "listPartnerUsers": Paging("/items", "/totalItemCount", lambda _, body: int(body["pageOffset"])),
    "listManagedUsers": Paging("/results", "/meta/total", _asked, ("/links/next", "/links/previous")),
}
"""By operation; those of a vendor that is new come here."""


def page(exchange: Exchange, body: Any) -> str:
    """The page that a 200 with this body is; empty where the operation knows no pages, or the body is no page."""
    paging = PAGED.get(exchange.operation.id) if exchange.operation else None
    if paging is None or exchange.status != 200:
        return ""
    try:
        here, total = len(found_at(body, paging.items)), int(found_at(body, paging.total))
        before = paging.before(exchange, body)
    except (KeyError, TypeError, ValueError):
        return ""
    if not here:
        return EMPTY
    more = before + here < total
    return (MIDDLE if more else LAST) if before else (FIRST if more else ONLY)
