"""Walking the pages of a list: together they are the whole list, without anybody twice, under one total."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from contract_tests.upstream.upstream import Upstream

PAGES = 4
"""Into about how many pages a list is cut. A long one is walked over its first pages only."""

LARGEST = 100
Params = dict[str, Any]


@dataclass(frozen=True)
class Listing:
    """An operation that lists: its members, and the parameters of a page by number and size."""

    operation: str
    items: str
    id: str
    total: str
    params: Params
    paged: Callable[[int, int], Params]


def search(query: str) -> Listing:
    """Banno's search for a text."""

    def paged(page: int, size: int) -> Params:
        return {"limit": size, "offset": page * size}

    return Listing("searchUsers", "users", "userId", "totalCount", {"query": query}, paged)


def _page_of_users(page: int, size: int) -> Params:
    return {"paginateResults": "true", "page": page, "perPage": size}


USERS = Listing("listPartnerUsers", "items", "id", "totalItemCount", {}, _page_of_users)


def all_of(upstream: Upstream, listing: Listing) -> list[Any]:
    """What a list shows without paging."""
    done = upstream.call(listing.operation, params=listing.params)
    assert done.status == 200, done
    return list(done.json[listing.items])


def fit_together(upstream: Upstream, listing: Listing) -> None:
    """Assert that the pages are the list. Others may be writing meanwhile: what does not fit must do so twice."""
    if list(_differences(upstream, listing)):
        assert list(_differences(upstream, listing)) == []


def _differences(upstream: Upstream, listing: Listing) -> Iterator[str]:
    whole = [item[listing.id] for item in all_of(upstream, listing)]
    size = min(LARGEST, max(1, -(-len(whole) // PAGES)))
    asked = [{**listing.params, **listing.paged(number, size)} for number in range(PAGES)]
    pages = [upstream.call(listing.operation, params=params) for params in asked]
    if refused := [str(page) for page in pages if page.status != 200]:
        yield from refused
        return
    walked = [item[listing.id] for page in pages for item in page.json[listing.items]]
    totals = [page.json[listing.total] for page in pages]
    if len(set(walked)) != len(walked):
        yield f"somebody twice on pages of {size}: {walked}"
    if odd := set(walked) ^ set(whole[: size * PAGES]):
        yield f"too many or too few on pages of {size}: {sorted(odd)}"
    if len(set(totals)) > 1 or (len(whole) < LARGEST and totals[0] != len(whole)):
        yield f"totals {totals} of pages, and {len(whole)} without paging"
