"""Bugs in whom a search finds."""

import re
from collections.abc import Callable, Iterable

from msgspec.structs import replace

from simulator.defects.banno.person import instead
from simulator.defects.defect import Defect
from simulator.defects.wrapping import Seed, around
from simulator.domain.call import Call, Handler, Outcome
from simulator.providers.banno import rules, wire
from simulator.providers.banno.index import mailbox
from simulator.providers.banno.state import State, User

__all__ = ["DEFECTS", "finding"]


def finding(found: Callable[[State, str, str], Iterable[User]]) -> Seed:
    """The search lists and counts whom `found` gives for an institution and a query, page by page as ever."""

    def wrapped(sound: Handler, state: State, call: Call) -> Outcome:
        users = list(found(state, call.path["institutionId"].lower(), call.query["query"]))
        offset, limit = call.query.get("offset", 0), call.query.get("limit", 100)
        page = [wire.listed(user) for user in users[offset : offset + limit]]
        return Outcome(instead(sound(state, call).reply, {"users": page, "totalCount": len(users)}))

    return around("searchUsers", wrapped)


def named(names: Callable[[User, str], bool]) -> Seed:
    """The search finds those of the institution whom `names` says the query names."""

    def found(state: State, institution_id: str, query: str) -> list[User]:
        near = (user for user in state.users if user.institution_id == institution_id)
        return sorted((user for user in near if names(user, query)), key=lambda user: user.order)

    return finding(found)


def as_written(user: User, query: str) -> bool:
    """Compares letters as they are, except in whole addresses."""
    if "@" in query or user.net_teller_id == query:
        return rules.named(user, query)
    return any(query in text for text in texts(user))


def texts(user: User) -> list[str]:
    """What a part of may name the user."""
    every = (user.first_name, user.last_name, user.username, user.preferred_name, user.email)
    return [text for text in every if text]


def without_preferred_name(user: User, query: str) -> bool:
    """Does not know that column."""
    return rules.named(replace(user, preferred_name=None), query)


def without_plus(user: User, query: str) -> bool:
    """Takes the space of an address for a space."""
    if "@" in query:
        return (user.email or "").casefold() == query.casefold()
    return rules.named(user, query)


def teller_prefix(user: User, query: str) -> bool:
    """Takes the beginning of a NetTeller id for the whole."""
    return rules.named(user, query) or (user.net_teller_id or "").startswith(query)


def part_of_address(user: User, query: str) -> bool:
    """Takes part of an address for the whole."""
    return mailbox(query) in mailbox(user.email or "") if "@" in query else rules.named(user, query)


def not_disabled(user: User, query: str) -> bool:
    """Passes over those who were switched off."""
    return user.active and rules.named(user, query)


def like(user: User, query: str) -> bool:
    """Hands percent sign and underscore to the database as they are."""
    if "@" in query or not {"%", "_"} & set(query):
        return rules.named(user, query)
    wild = {"%": ".*", "_": "."}
    pattern = re.compile("".join(wild.get(letter, re.escape(letter)) for letter in query), re.IGNORECASE | re.DOTALL)
    return any(pattern.search(text) for text in texts(user))


def null_as_name(user: User, query: str) -> bool:
    """Puts the preferred name into a text even where there is none."""
    return rules.named(user, query) or (user.preferred_name is None and query.casefold() in "null")


def across_institutions(state: State, institution_id: str, query: str) -> list[User]:
    """Looks an address up in an index that knows no institutions."""
    if "@" not in query:
        return rules.found(state, institution_id, query)
    return sorted((user for user in state.users if rules.named(user, query)), key=lambda user: user.order)


def by_old_index(state: State, institution_id: str, query: str) -> list[User]:
    """Finds those who were there at the beginning by what they were called then."""
    rows = state.users.rows
    near = (user for user in state.users if user.institution_id == institution_id)
    found = (user for user in near if rules.named(rows.get(user.user_id, user), query))
    return sorted(found, key=lambda user: user.order)


def by_first_name(state: State, institution_id: str, query: str) -> list[User]:
    """First names first."""
    users = rules.found(state, institution_id, query)
    return sorted(users, key=lambda user: (user.first_name.casefold(), user.last_name.casefold(), user.user_id))


def capitals_first(state: State, institution_id: str, query: str) -> list[User]:
    """Letters by their codes."""
    return sorted(rules.found(state, institution_id, query), key=lambda user: (user.last_name, user.order))


def namesakes_by_username(state: State, institution_id: str, query: str) -> list[User]:
    """Another third key."""
    users = rules.found(state, institution_id, query)
    return sorted(users, key=lambda user: (*user.order[:2], user.username))


DEFECTS = (
    Defect(
        "banno-search-case-sensitive", "banno", "searchUsers",
        "A search for part of a name takes capital and small letters for different ones.",
        ("B-14", "F-03"), named(as_written),
    ),
    Defect(
        "banno-search-misses-preferred-name", "banno", "searchUsers",
        "Nobody is found by the preferred name.",
        ("BAN-S-04", "B-15"), named(without_preferred_name),
    ),
    Defect(
        "banno-search-plus-lost", "banno", "searchUsers",
        "An address whose plus sign was sent plain, and so arrives as a space, finds nobody.",
        ("B-14", "F-03"), named(without_plus),
    ),
    Defect(
        "banno-search-teller-id-prefix", "banno", "searchUsers",
        "The beginning of a NetTeller id finds its user, as only the whole should.",
        ("F-03",), named(teller_prefix),
    ),
    Defect(
        "banno-search-part-of-address", "banno", "searchUsers",
        "A query with an at sign is looked for inside addresses, where it should be the whole of one.",
        ("F-03",), named(part_of_address),
    ),
    Defect(
        "banno-search-hides-disabled", "banno", "searchUsers",
        "Users who are disabled are not found.",
        ("BAN-S-04", "B-02"), named(not_disabled),
    ),
    Defect(
        "banno-search-wildcards", "banno", "searchUsers",
        "A percent sign or an underscore in a query stands for any text or any letter.",
        ("F-03",), named(like),
    ),
    Defect(
        "banno-search-null-is-a-name", "banno", "searchUsers",
        "Users without a preferred name are found by the text `null` and by parts of it.",
        ("F-03",), named(null_as_name),
    ),
    Defect(
        "banno-search-address-crosses-institutions", "banno", "searchUsers",
        "A whole address finds its users in all institutions.",
        ("BAN-S-02",), finding(across_institutions),
    ),
    Defect(
        "banno-search-index-stale", "banno", "searchUsers",
        "A user whose name or address was changed is found by the old one and not by the new.",
        ("B-16",), finding(by_old_index),
    ),
    Defect(
        "banno-search-order-first-name", "banno", "searchUsers",
        "Found users stand in the order of first names.",
        ("F-02",), finding(by_first_name),
    ),
    Defect(
        "banno-search-order-capitals-first", "banno", "searchUsers",
        "Last names that begin with a small letter stand after all others.",
        ("F-02",), finding(capitals_first),
    ),
    Defect(
        "banno-search-order-of-namesakes", "banno", "searchUsers",
        "Users of one name stand in the order of usernames, not of ids.",
        ("F-02", "B-14"), finding(namesakes_by_username),
    ),
)  # fmt: skip
