"""Bugs in the pages of a search: what is on them, and what is counted."""

from collections.abc import Callable

from simulator.defects.banno.person import instead
from simulator.defects.defect import Defect
from simulator.defects.wrapping import Seed, around
from simulator.domain.call import Call, Handler, Outcome
from simulator.providers.banno import rules, wire
from simulator.providers.banno.state import State, User

__all__ = ["DEFECTS"]

Users = list[User]
Paging = Callable[[Users, int, int | None], tuple[Users, int]]
DEFAULT = 100


def paged(paging: Paging) -> Seed:
    """`paging` makes page and total of everybody found, the offset, and the limit if one was given."""

    def wrapped(sound: Handler, state: State, call: Call) -> Outcome:
        everybody = rules.found(state, call.path["institutionId"].lower(), call.query["query"])
        users, total = paging(everybody, call.query.get("offset", 0), call.query.get("limit"))
        body = {"users": [wire.listed(user) for user in users], "totalCount": total}
        return Outcome(instead(sound(state, call).reply, body))

    return around("searchUsers", wrapped)


def cut(users: Users, offset: int, limit: int | None) -> Users:
    """The page as it should be."""
    return users[offset : offset + (limit or DEFAULT)]


def total_of_the_page(users: Users, offset: int, limit: int | None) -> tuple[Users, int]:
    """Counts what is on the page."""
    return cut(users, offset, limit), len(cut(users, offset, limit))


def total_after_offset(users: Users, offset: int, limit: int | None) -> tuple[Users, int]:
    """Counts what is left."""
    return cut(users, offset, limit), len(users[offset:])


def total_up_to_a_hundred(users: Users, offset: int, limit: int | None) -> tuple[Users, int]:
    """Stops counting."""
    return cut(users, offset, limit), min(len(users), 100)


def one_too_many(users: Users, offset: int, limit: int | None) -> tuple[Users, int]:
    """Fetches one more to know whether there are more, and forgets to take it away."""
    return cut(users, offset, limit + 1 if limit else None), len(users)


def last_lost(users: Users, offset: int, limit: int | None) -> tuple[Users, int]:
    """Takes the last user of the last page but the first for the end mark."""
    page = cut(users, offset, limit)
    return page[:-1] if offset and offset + len(page) == len(users) else page, len(users)


def overlapping(users: Users, offset: int, limit: int | None) -> tuple[Users, int]:
    """Counts offsets from one."""
    return cut(users, max(0, offset - 1), limit), len(users)


def offset_beside_limit(users: Users, offset: int, limit: int | None) -> tuple[Users, int]:
    """Reads the offset only where a limit stands."""
    return cut(users, offset if limit else 0, limit), len(users)


def never_above_500(users: Users, offset: int, limit: int | None) -> tuple[Users, int]:
    """Has a ceiling of its own."""
    return cut(users, offset, min(limit or DEFAULT, 500)), len(users)


def cut_before_sorting(users: Users, offset: int, limit: int | None) -> tuple[Users, int]:
    """Pages in the order of ids, each sorted alone."""
    page = cut(sorted(users, key=lambda user: user.user_id), offset, limit)
    return sorted(page, key=lambda user: user.order), len(users)


DEFECTS = (
    Defect(
        "banno-search-total-of-page", "banno", "searchUsers",
        "The total of a search is the number of users on the page.",
        ("B-02",), paged(total_of_the_page),
    ),
    Defect(
        "banno-search-total-after-offset", "banno", "searchUsers",
        "The total of a search counts only the matches from the offset on.",
        ("B-02",), paged(total_after_offset),
    ),
    Defect(
        "banno-search-total-stops-at-100", "banno", "searchUsers",
        "The total of a search is never above 100, however many match.",
        ("B-02",), paged(total_up_to_a_hundred),
    ),
    Defect(
        "banno-search-page-too-long", "banno", "searchUsers",
        "A page is one user longer than the limit that was given.",
        ("F-02",), paged(one_too_many),
    ),
    Defect(
        "banno-search-last-user-lost", "banno", "searchUsers",
        "The last page of several lacks its last user.",
        ("F-02", "BAN-S-05"), paged(last_lost),
    ),
    Defect(
        "banno-search-pages-overlap", "banno", "searchUsers",
        "Every page after the first begins with the last user of the one before.",
        ("F-02",), paged(overlapping),
    ),
    Defect(
        "banno-search-offset-needs-limit", "banno", "searchUsers",
        "An offset without a limit is ignored.",
        ("F-02",), paged(offset_beside_limit),
    ),
    Defect(
        "banno-search-limit-stops-at-500", "banno", "searchUsers",
        "No page holds more than 500 users, whatever limit was given.",
        ("F-02",), paged(never_above_500),
    ),
    Defect(
        "banno-search-sorted-by-page", "banno", "searchUsers",
        "Users are cut into pages by id and only then put in order, page by page.",
        ("F-02", "B-14"), paged(cut_before_sorting),
    ),
)  # fmt: skip
