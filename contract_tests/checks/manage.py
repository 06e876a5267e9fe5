"""Narmi: lists count what they hold, a user reads the same everywhere, history only grows, secrets are told once."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

from contract_tests.checks.reading import is_read, may_have_changed_something
from contract_tests.checks.registry import Breaches, History, check
from contract_tests.exchange import Exchange
from contract_tests.refusals.form import assert_told

SHORT, LIMIT = 5, 25
PAGED = {"listManagedUsers", "getNotificationHistory"}
WHOLE = {"listUserActions", "listRoles"}
CODE = re.compile(r"(?<![\d$.,+-])\d{6}(?![\d.,-])")
STARTED_OVER = re.compile(r".*/sandboxes/[^/]+/(reset|state)")


@check("a list of Narmi counts what it holds", claims=["NARMI-M-03", "NARMI-M-08"])
def lists_of_narmi_add_up(history: History) -> Breaches:
    """As many as there can be of the total, nobody twice, and links to what lies before and behind."""
    for exchange in reads(history):
        if not isinstance(got := exchange.json, dict) or set(got) != {"results", "links", "meta"}:
            continue
        offset, most = asked(exchange)
        total, count = got["meta"]["total"], len(got["results"])
        if count != min(most, max(0, total - offset)):
            yield exchange, f"{count} of {total}"
        ids = [one["id"] for one in got["results"] if "id" in one]
        if len(set(ids)) != len(ids):
            yield exchange, "something twice"
        if operation_id(exchange) == "listManagedUsers":
            links = got["links"]
            if (links["next"] is None, links["previous"] is None) != (offset + most >= total, offset == 0):
                yield exchange, f"{links}"


@check("users of Narmi are in the order of last name, first name, id", claims=["NARMI-M-03"])
def users_of_narmi_are_in_order(history: History) -> Breaches:
    """Casefolded, so that case does not matter."""
    for exchange in reads(history):
        if operation_id(exchange) == "listManagedUsers":
            rows = exchange.json["results"]
            keys = [(row["last_name"].casefold(), row["first_name"].casefold(), row["id"]) for row in rows]
            if keys != sorted(keys):
                yield exchange, ""


@check(
    "a user of Narmi reads the same in the list, alone, and in what a write answers", claims=["NARMI-030", "NARMI-004"]
)
def users_of_narmi_are_the_same_everywhere(history: History) -> Breaches:
    """All members, as long as nothing is written; whom the core is asked about may change a moment later."""
    known: dict[str, dict[str, Any]] = {}
    moving: set[str] = set()
    for exchange in history:
        if may_have_changed_something(exchange):
            known.clear()
        if operation_id(exchange) == "updateUserFromCore" and exchange.accepted:
            moving.add(exchange.arguments["userId"].lower())
        for user in shown(exchange):
            before = known.setdefault(user["id"], {})
            for name, value in user.items():
                if before.setdefault(name, value) != value and user["id"] not in moving:
                    yield exchange, f"{name} was {before[name]!r} and is {value!r}"


@check("history only grows, and its newest entry comes first", claims=["NARMI-048", "F-11"])
def history_only_grows(history: History) -> Breaches:
    """What was read once stands at the end of what is read later, unless the sandbox starts over."""
    known: dict[str, list[Any]] = {}
    for exchange in history:
        if STARTED_OVER.fullmatch(exchange.request.path):
            known.clear()
        if operation_id(exchange) == "listHistory" and exchange.status == 200 and asked(exchange)[1] > SHORT:
            entries, who = exchange.json["results"], exchange.arguments["userId"].lower()
            before = known.get(who, [])
            if entries[len(entries) - len(before) :] != before:
                yield exchange, f"{len(before)} entries were {before[:3]}"
            known[who] = entries


@check("verification codes are hidden in the notification history", claims=["NARMI-070"])
def verification_codes_are_hidden(history: History) -> Breaches:
    """No six digits that could be one."""
    for exchange in reads(history):
        if operation_id(exchange) == "getNotificationHistory":
            for one in exchange.json["results"]:
                if CODE.search(one["content"]):
                    yield exchange, one["content"]


@check("backup codes are told once", claims=["NARMI-P-17"])
def backup_codes_are_told_once(history: History) -> Breaches:
    """In the reply to whoever made them, and in none after it."""
    told: set[str] = set()
    for exchange in history:
        if exchange.operation is None or exchange.operation.provider != "narmi":
            continue
        text = exchange.body.decode("utf-8", "replace")
        if found := [code for code in told if code in text]:
            yield exchange, f"{found}"
        if exchange.operation.id == "generateBackupCodes" and exchange.accepted:
            told.update(exchange.json["codes"])


@check("a phone is a mobile that gets text messages, or is called", claims=["NARMI-062", "NARMI-064"])
def devices_are_reached_by_their_kind(history: History) -> Breaches:
    """And no other device has a number type."""
    for exchange in reads(history):
        if operation_id(exchange) == "listMfaDevices":
            for one in exchange.json["results"]:
                kind = one["number_type"]
                method = None if kind is None else "text" if kind == "mobile" else "call"
                if (one["communication_method"], one["type"] == "phone") != (method, kind is not None):
                    yield exchange, f"{one}"


@check("refusals of Narmi are an id and a message", claims=["NARMI-M-02"])
def refusals_of_narmi_are_told(history: History) -> Breaches:
    """The id of the status or rule; a sentence, or for 422 what is wrong by member."""
    for exchange in history:
        if exchange.operation and exchange.operation.provider == "narmi" and 400 <= exchange.status < 500:
            try:
                assert_told(exchange)
            except AssertionError as error:
                yield exchange, str(error)


def operation_id(exchange: Exchange) -> str:
    """The operation that an exchange addressed; empty for none."""
    return exchange.operation.id if exchange.operation else ""


def reads(history: History) -> Iterator[Exchange]:
    """The answered reads of Narmi in a history."""
    return (one for one in history if is_read(one) and one.operation and one.operation.provider == "narmi")


def asked(exchange: Exchange) -> tuple[int, int]:
    """The offset, and how many results may be answered at most."""
    query = dict(parse_qsl(exchange.request.query))
    id = operation_id(exchange)
    if id in PAGED:
        return int(query.get("offset", 0)), int(query.get("limit", LIMIT if id == "listManagedUsers" else 100))
    return 0, 10**9 if id in WHOLE or query.get("all") == "true" else SHORT


def shown(exchange: Exchange) -> Iterator[dict[str, Any]]:
    """The users, or what rows show of them, in a reply of Narmi."""
    if (
        exchange.operation is None
        or exchange.operation.provider != "narmi"
        or not exchange.accepted
        or not exchange.body
    ):
        return
    got = exchange.json
    if operation_id(exchange) == "listManagedUsers":
        yield from got["results"]
    elif isinstance(got, dict) and "temporary_login" in got:
        yield got
