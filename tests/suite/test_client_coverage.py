"""Coverage equals a count by hand: the facts of a few calls are written out here, from the printed specs."""

import json
from typing import Any

import pytest

from contract_tests.client.coverage import Coverage, Fact, documented, met
from contract_tests.client.page import EMPTY, FIRST, LAST, MIDDLE, ONLY, PAGED, page
from contract_tests.client.telling import covered, gaps
from contract_tests.exchange import Exchange, Request, Response
from contract_tests.operation import Operation, operation, operations

STATUSES = """
    200 | 400 | 401 | 403 | 404 | 4xx | 5xx | 429
"""
SEARCH = """
    users: no item | users: one item | users: several items
    users[].email: null | users[].email: a value
    users[].businessName: null | users[].businessName: a value
    users[].userType: Individual | users[].userType: Business
    users[].reviewInstitutionId: null | users[].reviewInstitutionId: a value
    users[].mobilePhoneNumber: null | users[].mobilePhoneNumber: a value
    users[].preferredName: null | users[].preferredName: a value
    the only page | the first of several pages | a page in the middle | the last of several pages | an empty page
"""
STATUS = """
    status: Active | status: Pending | status: Disabled | status: Reset | status: Dormant | status: Locked
    status: PasswordExpired
"""
KATHY = {"email": "user@example.com", "businessName": None, "userType": "Individual", "reviewInstitutionId": "r"}
KATHY |= {"mobilePhoneNumber": "+15555551234", "preferredName": None}


def exchanged(name: str, status: int, body: Any = None, query: str = "", media: str = "application/json") -> Exchange:
    sent = b"" if body is None else json.dumps(body).encode()
    headers = (("Content-Type", media),) if sent else ()
    return Exchange(Request("GET", f"/?{query}"), Response(status, headers, sent), operation(name))


def told(name: str, status: str, words: str) -> set[Fact]:
    return {Fact(name, status, word.strip()) for line in words.strip().splitlines() for word in line.split("|")}


def test_all_that_a_search_may_answer_is_counted_by_hand() -> None:
    statuses = {Fact("searchUsers", status.strip()) for status in STATUSES.split("|")}
    by_hand = {Fact("searchUsers"), *statuses, *told("searchUsers", "200", SEARCH)}
    assert set(documented(operation("searchUsers"))) == by_hand
    assert len(documented(operation("searchUsers"))) == len(by_hand) == 29


def test_a_few_calls_meet_what_was_counted_by_hand() -> None:
    """One search, answered with one user; Kathy's status, Locked; a status that is refused for want of a token."""
    calls = [
        exchanged("searchUsers", 200, {"users": [KATHY], "totalCount": 1}, "query=user@example.com"),
        exchanged("getUserStatus", 200, {"status": "Locked"}),
        exchanged("getUserStatus", 401),
    ]
    found = Coverage(
        tuple(map(operation, ("searchUsers", "getUserStatus", "unlockUser"))), frozenset().union(*map(met, calls))
    )
    search = """
        users: one item | users[].email: a value | users[].businessName: null | users[].userType: Individual
        users[].reviewInstitutionId: a value | users[].mobilePhoneNumber: a value | users[].preferredName: null
        the only page
    """
    by_hand = {Fact("searchUsers"), Fact("searchUsers", "200"), *told("searchUsers", "200", search)}
    by_hand |= {Fact("getUserStatus"), *(Fact("getUserStatus", status) for status in ("200", "401", "4xx"))}
    by_hand |= {Fact("getUserStatus", "200", "status: Locked")}
    assert found.met == by_hand
    assert [found.counted(kind) for kind in ("operations", "statuses", "variants")] == [(2, 3), (4, 15), (9, 27)]
    assert covered(found) == (
        "the client has met 33.3 % of what it may meet: 2 of 3 operations, 4 of 15 statuses, 9 of 27 variants"
    )
    always = "any failure (5xx), too many requests (429)"
    users = "users[].{}: ".format
    assert list(gaps(found)) == [
        ("not called", "", "unlockUser"),
        ("searchUsers", "", f"400, 401, 403, 404, any refusal (4xx), {always}"),
        (
            "searchUsers",
            "200",
            "users: no item, several items; "
            f"{users('email')}null; {users('businessName')}a value; {users('userType')}Business; "
            f"{users('reviewInstitutionId')}null; {users('mobilePhoneNumber')}null; {users('preferredName')}a value; "
            "the first of several pages; a page in the middle; the last of several pages; an empty page",
        ),
        ("getUserStatus", "", f"403, 404, {always}"),
        ("getUserStatus", "200", "status: Active, Pending, Disabled, Reset, Dormant, PasswordExpired"),
    ]


def test_the_values_of_a_status_are_those_of_the_spec() -> None:
    every = {fact for fact in documented(operation("getUserStatus")) if fact.variant}
    assert every == told("getUserStatus", "200", STATUS)


@pytest.mark.parametrize(
    ("here", "total", "query", "which"),
    [
        (2, 2, "query=a", ONLY),
        (2, 5, "query=a&limit=2", FIRST),
        (2, 5, "query=a&limit=2&offset=2", MIDDLE),
        (1, 5, "query=a&limit=2&offset=4", LAST),
        (0, 5, "query=a&offset=9", EMPTY),
        (0, 0, "query=a", EMPTY),
    ],
)
def test_a_page_is_named_by_its_place(here: int, total: int, query: str, which: str) -> None:
    found = exchanged("searchUsers", 200, {"users": [KATHY] * here, "totalCount": total}, query)
    listed = {"items": [{}] * here, "totalItemCount": total, "pageOffset": int(query.partition("offset=")[2] or 0)}
    partner = exchanged("listPartnerUsers", 200, listed)
    staff = exchanged("listManagedUsers", 200, {"results": [{}] * here, "meta": {"total": total}}, query)
    assert page(found, found.json) == page(partner, partner.json) == page(staff, staff.json) == which
    assert Fact("searchUsers", "200", which) in met(found)


def _asked(one: Operation) -> set[str]:
    """The names of an operation's parameters."""
    return {str(one.resolved(each)["name"]) for each in one.described.get("parameters", ())}


def test_every_list_that_is_asked_for_by_pages_has_pages() -> None:
    assert {one.id for one in operations() if {"offset", "page"} & _asked(one)} == PAGED.keys()


@pytest.mark.parametrize("body", [[], {}, {"users": 1, "totalCount": 1}, {"users": [], "totalCount": "many"}, None])
def test_what_is_no_page_is_none(body: Any) -> None:
    found = exchanged("searchUsers", 200, body)
    assert page(found, body) == ""
    assert met(found) >= {Fact("searchUsers"), Fact("searchUsers", "200")}


def test_a_reply_that_did_not_arrive_shows_nothing_of_itself() -> None:
    cut = exchanged("getUserStatus", 200, {"status": "Locked"})
    assert met(cut, arrived=False) == met(exchanged("getUserStatus", 0)) == {Fact("getUserStatus")}


@pytest.mark.parametrize(
    ("status", "facts"), [(429, {"429", "4xx"}), (503, {"5xx"}), (418, {"4xx"}), (302, set[str]())]
)
def test_undocumented_statuses_count_as_their_kind(status: int, facts: set[str]) -> None:
    found = met(exchanged("getUserStatus", status))
    assert found == {Fact("getUserStatus"), *(Fact("getUserStatus", each) for each in facts)}


def test_a_body_of_another_media_type_or_no_json_shows_no_variant() -> None:
    assert not [
        fact for fact in met(exchanged("getUserStatus", 200, {"status": "Locked"}, media="text/html")) if fact.variant
    ]
    broken = Exchange(
        Request("GET", "/"), Response(200, (("content-type", "application/json"),), b"{"), operation("getUserStatus")
    )
    assert not [fact for fact in met(broken) if fact.variant]


def test_a_problem_shows_its_variants_too() -> None:
    problem = {"errors": {"email": ["no"], "name": ["no", "never"]}}
    found = met(exchanged("createPartnerUser", 422, problem, media="application/problem+json"))
    shown = {fact.variant for fact in found if fact.variant}
    assert shown == {"detail: absent", "errors.*: one item", "errors.*: several items"}


def test_what_is_no_operation_meets_nothing_and_nothing_is_all_of_nothing() -> None:
    assert met(Exchange(Request("GET", "/"), Response(404, (), b""))) == frozenset()
    assert Coverage((), frozenset()).percent == 0.0
