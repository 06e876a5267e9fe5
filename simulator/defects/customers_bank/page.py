"""Bugs in how a list is cut into pages, and in what the envelope says about it."""

from math import ceil

from simulator.defects.customers_bank.parts import Json, Page, asked, bug, listing, on_pages, shown, told, whole
from simulator.defects.wrapping import around, called
from simulator.domain.call import Call, Handler, Outcome
from simulator.providers.customers_bank.state import State

__all__ = ["DEFECTS"]

LIST = "listPartnerUsers"
UNPAGED_MAX = 25


def _total_before_filter(sound: Handler, state: State, call: Call) -> Outcome:
    outcome = sound(state, call)
    everybody = len(whole(sound, state, call, username=None))
    return told(outcome, totalItemCount=everybody)


def _filtered_after_paging(sound: Handler, state: State, call: Call) -> Outcome:
    found = {user["id"] for user in whole(sound, state, call)}
    page = shown(sound, state, asked(call, username=None))
    return told(sound(state, call), items=[user for user in page if user["id"] in found])


def _sorted_within_page(sound: Handler, state: State, call: Call) -> Outcome:
    page = shown(sound, state, asked(call, sortOn=None, sortAscending=None))
    places = {user["id"]: place for place, user in enumerate(whole(sound, state, call))}
    return told(sound(state, call), items=sorted(page, key=lambda user: places[user["id"]]))


def _first_users(sound: Handler, state: State, call: Call) -> Outcome:
    if call.query.get("paginateResults", False):
        return sound(state, call)
    return told(sound(state, call), items=shown(sound, state, call)[:UNPAGED_MAX])


def _last_one_repeated(page: Page) -> Json:
    last = max(0, ceil(len(page.users) / page.size) - 1)
    return {"items": page.users[last * page.size :]} if page.number > last else {}


def _full_last_page_empty(page: Page) -> Json:
    return {"items": []} if page.number and (page.number + 1) * page.size == len(page.users) else {}


def _without_the_last(page: Page) -> Json:
    start = page.number * page.size
    return {"items": page.users[:-1][start : start + page.size]} if page.number else {}


def _overlapping(page: Page) -> Json:
    start = page.number * page.size
    return {"items": page.users[max(0, start - 1) :][: page.size]} if start < len(page.users) else {}


def _ten_at_a_time(page: Page) -> Json:
    return {"items": page.users[page.number * 10 :][:10]} if page.number else {}


DEFECTS = (
    bug("partner-pages-overlap", LIST,
        "Every page after the first begins with the last user of the one before.", ("B-48", "CUBI-23"),
        on_pages(_overlapping)),
    bug("partner-last-page-one-short", LIST,
        "The very last user of the list is missing where the last page is not the first.", ("CUBI-29", "CUBI-23"),
        on_pages(_without_the_last)),
    bug("partner-full-last-page-empty", LIST,
        "A last page that is exactly full is answered empty, unless it is the first.", ("CUBI-29", "CUBI-23"),
        on_pages(_full_last_page_empty)),
    bug("partner-size-forgotten-after-first-page", LIST,
        "Pages after the first are cut as if ten had been asked for.", ("CUBI-24", "B-48"),
        on_pages(_ten_at_a_time)),
    bug("partner-pages-counted-from-one", LIST,
        "Page 1 is the first page, and page 0 too.", ("CUBI-27", "B-49"),
        called(LIST, lambda call: asked(call, page=max(0, call.query.get("page", 0) - 1)))),
    bug("partner-offset-counts-pages", LIST,
        "pageOffset is the number of the page instead of the index of its first user.", ("B-48",),
        on_pages(lambda page: {"pageOffset": page.number})),
    bug("partner-total-pages-rounded-down", LIST,
        "totalPages leaves out a last page that is not full.", ("CUBI-29",),
        on_pages(lambda page: {"totalPages": len(page.users) // page.size})),
    bug("partner-total-pages-one-more-when-full", LIST,
        "totalPages is one too many, but only where the last page is full.", ("CUBI-29",),
        on_pages(lambda page: {"totalPages": len(page.users) // page.size + 1})),
    bug("partner-total-is-the-pages", LIST,
        "totalItemCount is the number of users on the page.", ("CUBI-29",),
        on_pages(lambda page: {"totalItemCount": len(page.items)})),
    bug("partner-total-before-filter", LIST,
        "totalItemCount counts the users that the filter leaves out too.", ("CUBI-29", "B-47"),
        around(LIST, _total_before_filter)),
    bug("partner-page-beyond-end-repeats-last", LIST,
        "A page beyond the last one holds the last one's users again.", ("B-48",),
        on_pages(_last_one_repeated)),
    bug("partner-pages-unless-refused", LIST,
        "A list comes in pages where paginateResults is left out.", ("B-49", "CUBI-22"),
        called(LIST, lambda call: asked(call, paginateResults=call.query.get("paginateResults", True)))),
    bug("partner-per-page-default-twenty", LIST,
        "A page holds twenty users where perPage is left out.", ("B-49",),
        called(LIST, lambda call: asked(call, perPage=call.query.get("perPage", 20)))),
    bug("partner-unpaged-list-cut", LIST,
        "Without pages only the first twenty-five users are listed, though all are counted.", ("B-49", "CUBI-29"),
        around(LIST, _first_users)),
    bug("partner-filter-after-paging", LIST,
        "Pages are cut from everybody and filtered then, so that a page has gaps.", ("B-47", "CUBI-21"),
        around(LIST, _filtered_after_paging)),
    bug("partner-sorted-within-page", LIST,
        "Pages are cut from the list by name and sorted as asked only then.", ("CUBI-25", "F-07"),
        around(LIST, _sorted_within_page)),
    bug("partner-frozen-not-listed", LIST,
        "Frozen colleagues are left out of the list, though they can be read.", ("CUBI-20", "CUBI-31"),
        listing(lambda users, _: [user for user in users if not user["isFrozen"]])),
)  # fmt: skip
