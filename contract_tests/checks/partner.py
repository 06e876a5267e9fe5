"""Customers Bank: pages fit together, a user reads the same everywhere, updates show, and refusals have one form."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

from contract_tests.checks.reading import may_have_changed_something
from contract_tests.checks.registry import Breaches, History, check
from contract_tests.exchange import Exchange
from contract_tests.refusals.form import assert_problem

Shown = dict[str, dict[str, Any]]


@check("an envelope counts what it holds", claims=["CUBI-29", "B-48", "B-49"])
def envelopes_add_up(history: History) -> Breaches:
    """Offset, size, number of pages and of users fit the query and the users that are listed, nobody twice."""
    for exchange in lists(history):
        paginated, page, size = asked(exchange)
        got = exchange.json
        total = got["totalItemCount"]
        size, offset = (size, page * size) if paginated else (total, 0)
        expected = (size, offset, -(-total // size) if size else 0, min(size, max(0, total - offset)))
        if (got["pageSize"], got["pageOffset"], got["totalPages"], len(got["items"])) != expected:
            yield exchange, f"{expected} expected"
        if len({user["id"] for user in got["items"]}) != len(got["items"]):
            yield exchange, "somebody twice"


@check("listed users are in order", claims=["B-49", "F-07"])
def lists_are_in_order(history: History) -> Breaches:
    """Of the attribute asked for, casefolded, null first ascending, then of the id."""
    for exchange in lists(history):
        sent = query(exchange)
        member, ascending = sent.get("sorton", "name"), sent.get("sortascending", "true") == "true"
        by_id = sorted(exchange.json["items"], key=lambda user: str(user["id"]))
        wanted = sorted(by_id, key=lambda user: rank(user[member]), reverse=not ascending)
        if [user["id"] for user in wanted] != [user["id"] for user in exchange.json["items"]]:
            yield exchange, ""


@check("a user of a partner reads the same in a list and alone", claims=["CUBI-41", "CUBI-31"])
def partner_users_are_the_same_everywhere(history: History) -> Breaches:
    """All ten members, as long as nothing is written."""
    known: Shown = {}
    for exchange in history:
        if may_have_changed_something(exchange):
            known.clear()
        for user in shown(exchange):
            if known.setdefault(user["id"], user) != user:
                yield exchange, f"{known[user['id']]} and then {user}"


@check("an accepted creation or update shows in every later read", claims=["CUBI-51", "B-56", "F-07"])
def partner_writes_show(history: History) -> Breaches:
    """At once, and what was absent or null is left alone; until somebody else writes. A creation that is answered
    again by its key writes nothing.
    """
    written: Shown = {}
    for exchange in history:
        if exchange.operation is None and may_have_changed_something(exchange):
            written.clear()
        if exchange.operation and exchange.status == 202 and exchange.operation.provider == "customers_bank":
            id, members = _written(exchange)
            if exchange.operation.id != "createPartnerUser" or id not in written:
                written.setdefault(id, {}).update(members)
        for user in shown(exchange):
            for name, value in written.get(user["id"], {}).items():
                if user[name] != value:
                    yield exchange, f"{name} was set to {value!r} but reads {user[name]!r}"


@check("refusals of Customers Bank are problem details", claims=["B-59"])
def refusals_are_problem_details(history: History) -> Breaches:
    """Type and title of the status, a trace id, and `errors` for 400 and 422 alone."""
    for exchange in history:
        if exchange.operation and exchange.operation.provider == "customers_bank" and 400 <= exchange.status < 500:
            try:
                assert_problem(exchange)
            except AssertionError as error:
                yield exchange, str(error)


def lists(history: History) -> Iterator[Exchange]:
    """The answered lists of users in a history."""
    for exchange in history:
        if exchange.operation and exchange.operation.id == "listPartnerUsers" and exchange.status == 200:
            yield exchange


def query(exchange: Exchange) -> dict[str, str]:
    """The query, with its names in lower case."""
    return {name.lower(): value for name, value in parse_qsl(exchange.request.query, keep_blank_values=True)}


def asked(exchange: Exchange) -> tuple[bool, int, int]:
    """Whether one page was asked for, which, and of which size, with the defaults of B-49."""
    sent = query(exchange)
    return sent.get("paginateresults") == "true", int(sent.get("page", 0)), int(sent.get("perpage", 10))


def rank(value: Any) -> tuple[bool, Any]:
    """Where a value stands in ascending order."""
    if isinstance(value, str):
        return True, value.casefold()
    return value is not None, [each.casefold() for each in value] if isinstance(value, list) else value or False


def shown(exchange: Exchange) -> Iterator[dict[str, Any]]:
    """The users that a reply shows."""
    if exchange.operation and exchange.status == 200:
        if exchange.operation.id == "listPartnerUsers":
            yield from exchange.json["items"]
        elif exchange.operation.id == "getPartnerUser":
            yield exchange.json


def _written(exchange: Exchange) -> tuple[str, dict[str, Any]]:
    """Who was written by an accepted write, and what the reads must say from then on."""
    sent = {name.lower(): value for name, value in exchange.request.json.items()}
    if exchange.operation and exchange.operation.id == "createPartnerUser":
        fresh = {"name": sent.get("name"), "email": sent["email"]}
        return exchange.json["id"], fresh
    named = {"name": "name", "isadmin": "isAdmin", "roles": "roles", "showapi": "showApi"}
    members = {own: sent[name] for name, own in named.items() if sent.get(name) is not None}
    return sent["id"].lower(), members
