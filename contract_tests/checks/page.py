"""Pages of a search: right size, right total, right order, and together the whole answer."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

from contract_tests.checks.reading import may_have_changed_something
from contract_tests.checks.registry import Breaches, History, check
from contract_tests.exchange import Exchange

Asked = tuple[str, str]


@check("a page is as long as it can be, and the total counts all that match", claims=["BAN-S-05", "B-02", "F-02"])
def pages_are_full(history: History) -> Breaches:
    """At most `limit` users, as many as are left after `offset`, nobody twice."""
    for exchange in searches(history):
        _, limit, offset = asked(exchange)
        ids = [user["userId"] for user in exchange.json["users"]]
        left = max(0, exchange.json["totalCount"] - offset)
        if len(ids) != min(limit, left):
            yield exchange, f"{len(ids)} users instead of {min(limit, left)}"
        if len(set(ids)) != len(ids):
            yield exchange, "somebody twice"


@check("found users are in the order of last name, first name, id", claims=["B-14", "F-02"])
def users_are_in_order(history: History) -> Breaches:
    """Casefolded, so that case does not matter."""
    for exchange in searches(history):
        keys = [_key(user) for user in exchange.json["users"]]
        if keys != sorted(keys):
            yield exchange, ""


@check("pages of one search fit together", claims=["B-02", "B-14", "F-02"])
def pages_fit_together(history: History) -> Breaches:
    """The same total on each, and the same user at the same place, as long as nothing is written."""
    totals: dict[Asked, int] = {}
    places: dict[tuple[Asked, int], str] = {}
    for exchange in history:
        if may_have_changed_something(exchange):
            totals.clear()
            places.clear()
        for found in searches([exchange]):
            query, _, offset = asked(found)
            search = (found.request.path, query)
            if totals.setdefault(search, found.json["totalCount"]) != found.json["totalCount"]:
                yield found, f"total {found.json['totalCount']} instead of {totals[search]}"
            for place, user in enumerate(found.json["users"], start=offset):
                if places.setdefault((search, place), user["userId"]) != user["userId"]:
                    yield found, f"another user at place {place}"


def searches(history: History) -> Iterator[Exchange]:
    """The answered searches of a history."""
    for exchange in history:
        if exchange.operation and exchange.operation.id == "searchUsers" and exchange.status == 200:
            yield exchange


def asked(search: Exchange) -> tuple[str, int, int]:
    """Query, limit and offset of an answered search, with the defaults of F-02."""
    sent = parse_qs(search.request.query, keep_blank_values=True)
    return sent["query"][0], int(sent.get("limit", ["100"])[0]), int(sent.get("offset", ["0"])[0])


def _key(user: dict[str, Any]) -> tuple[str, str, str]:
    return user["lastName"].casefold(), user["firstName"].casefold(), user["userId"].casefold()
