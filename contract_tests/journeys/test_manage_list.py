"""The list of Manage Users: everybody, one page at a time, found by part of a login or name."""

import re
from itertools import pairwise
from typing import Any

import pytest

from contract_tests.claims import proves
from contract_tests.narmi import ADMIN, FELLOW, HUGO, KATHY, MARISOL, NADIA, PROVIDER, READER, SUPPORT, Narmi

SHOWN = {
    "id": "userId", "type": "type", "login": "login", "temporary_login": "temporaryLogin", "first_name": "firstName",
    "last_name": "lastName", "email_confirmed": "emailConfirmed", "locked": "locked", "archived": "archived",
}  # fmt: skip
"""Members of a row by the members of the stored record that they show."""


def everybody(narmi: Narmi, **params: Any) -> list[dict[str, Any]]:
    """All rows that are listed, page after page."""
    rows: list[dict[str, Any]] = []
    while True:
        done = narmi.users(limit=100, offset=len(rows), **params).json
        assert done["results"] or done["links"]["next"] is None, "an empty page that is not the last"
        rows += done["results"]
        if done["links"]["next"] is None:
            assert len(rows) == done["meta"]["total"]
            return rows


def found(narmi: Narmi, text: str, **params: Any) -> set[str]:
    """The ids of whom a search finds."""
    return {row["id"] for row in everybody(narmi, search=text, **params)}


def moment(text: str | None) -> str | None:
    """An instant without the zeros that end its fraction, for comparison."""
    return text and re.sub(r"(\.\d*?)0+Z$", r"\1Z", text).replace(".Z", "Z")


@proves("NARMI-001", "NARMI-004", "NARMI-005", "NARMI-006", "NARMI-009", "NARMI-010", "NARMI-011", "NARMI-M-03")
def test_the_list_shows_everybody_with_what_a_row_shows(narmi: Narmi) -> None:
    """Staff and customers alike: type, marks, login, name, last login, enrolled."""
    rows = {row["id"]: row for row in everybody(narmi)}
    stored = {user["userId"]: user for user in narmi.bank.users(PROVIDER)}
    assert set(rows) == set(stored)
    for id, row in rows.items():
        assert {name: row[name] for name in SHOWN} == {name: stored[id][own] for name, own in SHOWN.items()}
        assert moment(row["last_login_at"]) == moment(stored[id]["lastLoginAt"])
        assert moment(row["enrolled_at"]) == moment(stored[id]["enrolledAt"])
    assert {row["type"] for row in rows.values()} == {"admin", "staff", "customer"}
    for mark in ("email_confirmed", "archived", "temporary_login"):
        assert {row[mark] for row in rows.values()} == {True, False}, mark


@proves("NARMI-004", "NARMI-006")
def test_the_personas_are_what_their_rows_say(narmi: Narmi) -> None:
    """Admins, other staff, customers; who is locked is archived; who has no credentials has a temporary login."""
    rows = {row["id"]: row for row in everybody(narmi)}
    types = {ADMIN: "admin", FELLOW: "admin", SUPPORT: "staff", READER: "staff", KATHY: "customer", NADIA: "customer"}
    assert {name: rows[narmi.id_of(name)]["type"] for name in types} == types
    assert (rows[narmi.id_of(HUGO)]["locked"], rows[narmi.id_of(HUGO)]["archived"]) == (True, True)
    assert [name for name in (NADIA, KATHY, MARISOL) if rows[narmi.id_of(name)]["temporary_login"]] == [NADIA]


@proves("NARMI-012", "NARMI-013")
def test_a_search_matches_part_of_login_or_name(narmi: Narmi) -> None:
    """In any letter case, also across first and last name; nothing else is looked at; no text finds all."""
    users = narmi.bank.users(PROVIDER)

    def named(text: str) -> set[str]:
        texts = ((user["login"], f"{user['firstName']} {user['lastName']}", user["userId"]) for user in users)
        return {id for login, name, id in texts if text in login.casefold() or text in name.casefold()}

    for text in ("kathy", "smi", "y s", "Á", "n", "ZZZZ", "o'b", "%", "_", "vega", "Marisol Vega"):
        assert found(narmi, text) == found(narmi, text.upper()) == named(text.casefold()), text
    kathy = narmi.stored(KATHY)
    for hidden in (kathy["email"], kathy["phone"], kathy["coreUserId"], kathy["userId"]):
        assert found(narmi, hidden) == named(hidden.casefold()), hidden
    assert found(narmi, "") == {user["userId"] for user in users}


@proves("NARMI-012")
def test_a_search_finds_the_new_name_and_login(narmi: Narmi) -> None:
    """After a change of the username, and after one by QA; the old ones find nobody."""
    id = narmi.id_of(KATHY)
    old = narmi.user(KATHY).json["login"]
    assert narmi.contact(KATHY, {"username": "qqnewlogin"}).status == 200
    narmi.edit(KATHY, firstName="Qqfirst")
    assert found(narmi, "QQNEW") == found(narmi, "qqfirst") == {id}
    assert id not in found(narmi, old)


@proves("NARMI-M-03")
def test_pages_fit_together(narmi: Narmi) -> None:
    """Any limit leads to the same order, along the links in both directions; 25 without one."""
    whole = [row["id"] for row in everybody(narmi)]
    for limit in (1, 7, 100):
        pages: list[dict[str, Any]] = []
        link: str | None = f"?limit={limit}"
        while link is not None:
            done = narmi.call("GET", "/users" + link[link.index("?") :]).json
            pages.append(done)
            assert len(pages) <= len(whole), "the links lead in a circle"
            link = done["links"]["next"]
        assert [row["id"] for page in pages for row in page["results"]] == whole
        assert {page["meta"]["total"] for page in pages} == {len(whole)}
        assert pages[0]["links"]["previous"] is None
        for before, after in pairwise(pages):
            link = after["links"]["previous"]
            assert narmi.call("GET", "/users" + link[link.index("?") :]).json["results"] == before["results"]
    assert [row["id"] for row in narmi.users().json["results"]] == whole[:25]
    beyond = narmi.users(offset=10_000).json
    assert (beyond["results"], beyond["links"]["next"], beyond["meta"]["total"]) == ([], None, len(whole))


@proves("NARMI-M-03")
def test_links_lead_on_with_what_was_asked_for(narmi: Narmi) -> None:
    """To the sandbox's own address, with search, type and mark."""
    asked: dict[str, Any] = {"search": "ar", "type": "customer", "archived": False}
    wanted = [row["id"] for row in everybody(narmi, **asked)]
    pages = [narmi.users(limit=1, **asked).json]
    while (link := pages[-1]["links"]["next"]) is not None:
        assert f"/s/{narmi.bank.sandbox}/narmi/admin/v1/users?" in link
        pages.append(narmi.call("GET", "/users" + link[link.index("?") :]).json)
        assert len(pages) <= len(wanted), "the links lead in a circle"
    assert 2 < len(wanted) < len(everybody(narmi, type="customer", archived=False))
    assert [row["id"] for page in pages for row in page["results"]] == wanted


@proves("NARMI-004", "NARMI-M-03")
def test_the_list_can_be_narrowed_to_a_type_and_a_mark(narmi: Narmi) -> None:
    """Admins, staff, customers; archived or not; a user who is locked a moment ago changes sides."""
    rows = everybody(narmi)
    for kind in ("admin", "staff", "customer"):
        assert [row for row in rows if row["type"] == kind] == everybody(narmi, type=kind)
    for archived in (True, False):
        assert [row for row in rows if row["archived"] is archived] == everybody(narmi, archived=archived)
    assert narmi.act(KATHY, "lock").status == 200
    assert narmi.id_of(KATHY) in {row["id"] for row in everybody(narmi, archived=True, type="customer")}
    assert narmi.id_of(KATHY) not in {row["id"] for row in everybody(narmi, archived=False)}


@proves("NARMI-M-03", "NARMI-M-02")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "0"), ("limit", "-1"), ("limit", "101"), ("limit", "abc"), ("limit", "1.5"), ("limit", ""),
        ("limit", "99999999999999999999"), ("offset", "-1"), ("offset", "abc"), ("type", "robot"), ("type", ""),
        ("archived", "yes"), ("archived", ""), ("search", "x" * 201),
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_is_refused(narmi: Narmi, name: str, value: str) -> None:
    """422, and the parameter is named."""
    refused = narmi.users(**{name: value})
    assert refused.status == 422
    assert refused.json["id"] == "invalid_request_error"
    assert list(refused.json["message"]) == [name]


@proves("NARMI-M-01")
def test_a_slash_at_the_end_does_not_matter(narmi: Narmi) -> None:
    """On reads and on writes."""
    assert narmi.call("GET", "/users/").json["results"] == narmi.users().json["results"]
    assert narmi.call("GET", narmi.path(KATHY) + "/").json == narmi.user(KATHY).json
    assert narmi.call("POST", narmi.path(KATHY, "actions", "lock") + "/", {"confirm": True}).status == 200
    assert narmi.user(KATHY).json["locked"] is True
