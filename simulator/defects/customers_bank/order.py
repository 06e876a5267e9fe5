"""Bugs in which users a list shows, and in which order."""

import string
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from simulator.defects.customers_bank.parts import Json, asked, bug, listing, with_users
from simulator.defects.wrapping import Seed, around, called
from simulator.domain.call import Call, Handler, Outcome
from simulator.providers.customers_bank import rules
from simulator.providers.customers_bank.handlers import caller
from simulator.providers.customers_bank.state import State
from simulator.providers.customers_bank.wire import NEVER

__all__ = ["DEFECTS"]

LIST = "listPartnerUsers"
ASCII = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
FLAGS = {"isAdmin", "isPrimaryAdmin", "accountEnabled", "showApi", "isFrozen"}
Key = Callable[[Any], Any]


def _filtered(matches: Callable[[str, str, str], bool]) -> Seed:
    """A list is filtered by whether name and address match the text."""

    def choose(users: list[Json], query: Json) -> list[Json]:
        text = query.get("username", "")
        return [user for user in users if matches(user["name"] or "", user["email"] or "", text)]

    return listing(choose, username=None)


def _across_partners(sound: Handler, state: State, call: Call) -> Outcome:
    """The filter is applied to everybody's users, as if they all were the caller's colleagues."""
    if not call.query.get("username"):
        return sound(state, call)
    home = caller(state, call).partner_id
    found = rules.listed(list(state.users), call.query["username"], "id", ascending=True)
    strangers = [user for user in found if user.partner_id != home]
    return sound(with_users(state, *(replace(user, partner_id=home) for user in strangers)), call)


def _sorted(key: Callable[[str, Any], Any]) -> Seed:
    """Users are put in order by a key of the member asked for and its value, ties by id."""

    def choose(users: list[Json], query: Json) -> list[Json]:
        member = query.get("sortOn", "name")
        by_id = sorted(users, key=lambda user: str(user["id"]))
        return sorted(by_id, key=lambda user: key(member, user[member]), reverse=not query.get("sortAscending", True))

    return listing(choose)


def _rank(value: Any) -> tuple[bool, Any]:
    """The sound order."""
    if isinstance(value, str):
        return True, value.casefold()
    return value is not None, [role.casefold() for role in value] if isinstance(value, list) else value or 0


def _exact(_: str, value: Any) -> tuple[bool, Any]:
    return (True, value) if isinstance(value, str) else _rank(value)


def _nulls_last(_: str, value: Any) -> tuple[bool, Any]:
    return (value is None, _rank(value)[1] if value is not None else "")


def _never_last(member: str, value: Any) -> tuple[bool, Any]:
    return (value == NEVER, value) if member == "lastLoggedInAt" else _rank(value)


def _nulls_always_first(users: list[Json], query: Json) -> list[Json]:
    return sorted(users, key=lambda user: user[query.get("sortOn", "name")] is not None)


def _ties_by_address(users: list[Json], query: Json) -> list[Json]:
    member, descending = query.get("sortOn", "name"), not query.get("sortAscending", True)
    by_address = sorted(users, key=lambda user: str(user["email"]))
    return sorted(by_address, key=lambda user: _rank(user[member]), reverse=descending)


def _ties_turned(users: list[Json], query: Json) -> list[Json]:
    if query.get("sortAscending", True):
        return users
    member = query.get("sortOn", "name")
    return sorted(users, key=lambda user: (_rank(user[member]), str(user["id"])), reverse=True)


def _flags_ascend(call: Call) -> Call:
    return asked(call, sortAscending=None) if call.query.get("sortOn") in FLAGS else call


def _by_name_in_pages(call: Call) -> Call:
    return asked(call, sortOn=None) if call.query.get("paginateResults", False) else call


DEFECTS = (
    bug("partner-filter-ignores-address", LIST,
        "A list is filtered by name only.", ("B-47", "CUBI-21"),
        _filtered(lambda name, _, text: text.casefold() in name.casefold())),
    bug("partner-filter-case-sensitive", LIST,
        "A list is filtered by exact letters.", ("B-47",),
        _filtered(lambda name, address, text: text in name or text in address)),
    bug("partner-filter-folds-ascii-only", LIST,
        "A filter knows the two cases of English letters and of no others.", ("B-47",),
        _filtered(lambda name, address, text: text.translate(ASCII) in f"{name}\n{address}".translate(ASCII))),
    bug("partner-filter-spans-name-and-address", LIST,
        "A filter is looked for in name and address written one after the other, so that it may begin in one and end "
        "in the other.", ("B-47",),
        _filtered(lambda name, address, text: text.casefold() in f"{name} {address}".casefold())),
    bug("partner-filter-crosses-partners", LIST,
        "A list with a filter shows the users of all partners.", ("CUBI-20", "CUBI-21"),
        around(LIST, _across_partners)),
    bug("partner-sort-ignored-in-pages", LIST,
        "Pages are always sorted by name.", ("CUBI-25",),
        called(LIST, _by_name_in_pages)),
    bug("partner-flags-never-descend", LIST,
        "sortAscending=false is ignored where the member is a yes or no.", ("CUBI-26",),
        called(LIST, _flags_ascend)),
    bug("partner-ties-turned-descending", LIST,
        "In descending order, users who are equal follow each other by falling id.", ("F-07",),
        listing(_ties_turned)),
    bug("partner-ties-by-address", LIST,
        "Users who are equal follow each other by address instead of id.", ("F-07",),
        listing(_ties_by_address)),
    bug("partner-nulls-last", LIST,
        "Users without a name come last in ascending order.", ("F-07",),
        _sorted(_nulls_last)),
    bug("partner-nulls-first-descending", LIST,
        "Users without a name come first in descending order as well.", ("F-07",),
        listing(_nulls_always_first)),
    bug("partner-sort-case-sensitive", LIST,
        "Texts are sorted by exact letters, capitals first.", ("F-07",),
        _sorted(_exact)),
    bug("partner-never-logged-in-sorted-last", LIST,
        "Who never logged in comes last by lastLoggedInAt, as if that were yet to come.", ("F-07", "B-50"),
        _sorted(_never_last)),
)  # fmt: skip
