"""The edits of answers, tier by tier: what is within the spec is so by a second opinion, and nothing else is."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import jsonschema
import pytest

from contract_tests.client.fuzz.candidates import candidates
from contract_tests.client.fuzz.edit import TIERS, Edit
from contract_tests.client.fuzz.value import others
from contract_tests.client.page import EMPTY, PAGED, page
from contract_tests.exchange import Exchange, Request, Response
from contract_tests.operation import Operation, operation, operations
from contract_tests.pointer import found_at
from simulator.testing import altered
from tests.world import KATHY


@cache
def documented() -> tuple[tuple[Operation, int, str, Any], ...]:
    """Every example of a body of an answer: whose it is, its status and media type, and the body."""
    found = []
    for one in operations():
        for status in filter(str.isdecimal, one.described["responses"]):
            for media, content in (one.reply(int(status)) or {}).get("content", {}).items():
                examples = map(one.resolved, content.get("examples", {}).values())
                found += [(one, int(status), media, example["value"]) for example in examples]
    return tuple(found)


def faults_of(one: Operation, status: int, media: str, body: Any) -> list[str]:
    """What jsonschema, which the suite does not use here, finds wrong with a body."""
    schema = (one.reply(status) or {})["content"][media]["schema"]
    judge = jsonschema.Draft202012Validator(
        {"components": one.document["components"], **schema},
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )
    return [error.message for error in judge.iter_errors(body)]


def answered(one: Operation, status: int, media: str, body: Any, target: str = "") -> Exchange:
    """A call that was so answered."""
    asked = Request(one.method, target or one.fill(dict.fromkeys(one.variables, "somebody")))
    return Exchange(asked, Response(status, (("content-type", media),), json.dumps(body).encode()), one)


def ok(name: str, target: str, body: Any, status: int = 200) -> Exchange:
    """A call of an operation by its name, answered with this JSON."""
    return answered(operation(name), status, "application/json", body, target)


def tried(exchanges: Sequence[Exchange], *tiers: str) -> list[Edit]:
    return candidates(exchanges, tiers or tuple(TIERS))


def of_bodies(tier: str) -> Iterator[tuple[Edit, list[str]]]:
    """Every edit of this tier of every example's body, with what is wrong with that then."""
    for one, status, media, body in documented():
        for edit in tried([answered(one, status, media, body)], tier):
            if edit.fault["kind"] == "edit":
                told = altered(body, edit.fault.get("put", {}), edit.fault.get("drop", ()))
                yield edit, faults_of(one, status, media, told)


def test_there_is_much_to_edit() -> None:
    """Else what follows proves little."""
    called = {one.id for one in operations() if any("content" in (one.reply(s) or {}) for s in (200, 202))}
    assert called <= {one.id for one, status, _, _ in documented() if status < 300}
    assert len([0 for _ in of_bodies("T1")]) > 250
    assert len([0 for _ in of_bodies("T2")]) > 10
    assert len([0 for _ in of_bodies("T3")]) > 20


@pytest.mark.parametrize("tier", ["T1", "T2"])
def test_every_edit_of_a_body_within_the_spec_is(tier: str) -> None:
    assert [(str(edit), wrong) for edit, wrong in of_bodies(tier) if wrong] == []


def test_what_a_later_version_may_say_is_in_no_spec() -> None:
    """Else it would be of the first tier, and no excuse."""
    assert [str(edit) for edit, wrong in of_bodies("T3") if not wrong] == []


def test_every_edit_of_a_body_changes_it() -> None:
    for one, status, media, body in documented():
        for edit in tried([answered(one, status, media, body)], "T1", "T3"):
            if edit.fault["kind"] == "edit":
                assert altered(body, edit.fault.get("put", {}), edit.fault.get("drop", ())) != body, str(edit)


@pytest.mark.parametrize(("fault", "number"), [("", 1), ("answer", 2)])
def test_a_call_that_was_shut_out_counts_where_a_fault_did_it(fault: str, number: int) -> None:
    shut = replace(ok("getUserStatus", "", {"detail": "no token"}, 401), fault=fault)
    seen = ok("getUserStatus", "", {"status": "Active"})
    assert {one.nth for one in tried([shut, seen], "T1") if one.at} == {number}


def test_every_answer_that_takes_the_place_of_another_is_documented() -> None:
    """Its status, its media type and its body, where it has one."""
    seen = set()
    for one in operations():
        for edit in tried([answered(one, 200, "application/json", None)], "T1"):
            told = edit.fault
            assert told["kind"] == "answer"
            reply = one.reply(told["status"])
            assert reply is not None
            seen.add((one.id, told["status"]))
            if "body" in told:
                assert faults_of(one, told["status"], told["mediaType"], told["body"]) == []
            else:
                assert "content" not in reply
            needed = {name for name, head in reply.get("headers", {}).items() if one.resolved(head).get("required")}
            assert needed <= set(told.get("headers", {}))
    assert seen == {(one.id, int(s)) for one in operations() for s in one.described["responses"] if s != "200"}


STATUS = f"/a/consumer-status/api/v0/users/{KATHY}/status"
SEARCH = f"/a/consumer-user-search/api/v0/institutions/{KATHY}/users"
DETAILS = f"/a/mobile/api/v0/institutions/{KATHY}/users/{KATHY}/details"


def example(name: str) -> Any:
    """The body of the first example of the operation's 200."""
    return next(body for one, status, _, body in documented() if (one.id, status) == (name, 200))


def places(edits: Sequence[Edit], name: str) -> set[str]:
    return {edit.at for edit in edits if edit.operation == name and edit.at}


def test_who_was_asked_for_is_never_edited_within_the_spec() -> None:
    """By the path of this call or of a later one, and by the query."""
    run = [
        ok("searchUsers", f"{SEARCH}?query=user@example.com", example("searchUsers")),
        ok("getUserDetails", DETAILS, example("getUserDetails")),
    ]
    spared = {"/users/0/userId", "/users/0/primaryInstitutionId", "/users/0/reviewInstitutionId", "/users/0/email"}
    assert places(tried(run, "T1"), "searchUsers") & spared == set()
    assert places(tried(run, "T1"), "getUserDetails") & {"/userId", "/primaryInstitutionId", "/email"} == set()
    assert "/firstName" in places(tried(run, "T1"), "getUserDetails")
    nobody_asked = [ok("searchUsers", f"{SEARCH}?query=+15555551234", example("searchUsers"))]
    assert "/users/0/email" in places(tried(nobody_asked, "T1"), "searchUsers")


def test_a_step_of_a_path_that_is_the_same_for_everybody_asks_for_nobody() -> None:
    """`…/status/locked` does not make Locked a name."""
    run = [ok("getUserStatus", STATUS, {"status": "Locked"}), ok("unlockUser", f"{STATUS}/locked", None, 204)]
    said = [str(edit) for edit in tried(run, "T1") if edit.at == "/status"]
    statuses = ("Active", "Pending", "Disabled", "Reset", "Dormant", "PasswordExpired")
    assert said == [f"call 1 of getUserStatus: /status is {one!r}" for one in statuses]


TROUBLE = {
    "is truncated, and says that this is all",
    "is a page of somebody else's, behind a 200",
    "is answered with 503",
    "is answered with 500",
    "is answered with 429, to be tried again after 1 s",
    "is answered with 429, to be tried again after a date",
    "is reset",
    "is carried out, and its answer lost",
    "is truncated",
    "is garbage behind a 200",
    "comes 1 s late",
    "is answered with 503 for good",
    "is answered with 429 for good",
    "never comes",
}


def test_the_tiers_of_a_search_by_name() -> None:
    edits = tried([ok("searchUsers", f"{SEARCH}?query=user@example.com", example("searchUsers"))])
    told = {tier: {f"{one.at} {one.what}".strip() for one in edits if one.tier == tier} for tier in TIERS}
    assert {
        "/users is a list of nobody",
        "/users/0/businessName is there",
        "/users/0/userActive is false",
        "/users/0/userType is 'Business'",
        "/users/0/firstName has letters beyond ASCII",
        "/users/0/firstName is empty",
        "/users/0/firstName is long",
        "/users/0/mobilePhoneNumber is null",
        "is answered with 404",
    } <= told["T1"]
    assert told["T2"] == {
        *(f"/users/0/email {what}" for what in ("is null", "is empty", "is long", "has letters beyond ASCII")),
        "/users has no item, though more are said to exist",
        "/users has no item on any further page",
        "/users is the same page again and again",
        "/users has two items where one was usual",
        "/totalCount is 0, though there are items",
        "/totalCount is 1000000, on every page",
    }
    assert told["T3"] == {
        "/addedLater is new",
        "/users/0/addedLater is new",
        "/users/0/userType is 'SomethingNew', which no version knew so far",
    }
    assert told["T4"] == TROUBLE


@pytest.mark.parametrize("name", sorted(PAGED))
def test_every_list_with_pages_has_odd_ones_and_one_of_nobody(name: str) -> None:
    one, status, media, body = next(found for found in documented() if found[0].id == name and found[1] == 200)
    edits = tried([answered(one, status, media, body)], "T1", "T2")
    items, total = PAGED[name].items, PAGED[name].total
    assert {f"{items} has no item on any further page", f"{items} is the same page again and again"} <= told(edits)
    assert {f"{total} is 0, though there are items", f"{total} is 1000000, on every page"} <= told(edits)
    nobody = next(edit for edit in edits if edit.what == "is a list of nobody")
    found = altered(body, nobody.fault["put"], ())
    assert page(answered(one, 200, media, found), found) == EMPTY
    assert [found_at(found, place) for place in (total, *PAGED[name].links)] == [0, *(None for _ in PAGED[name].links)]


def told(edits: Iterable[Edit]) -> set[str]:
    """What they tell otherwise, and where."""
    return {f"{edit.at} {edit.what}" for edit in edits}


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ({"type": "string", "maxLength": 5}, "x", ["", "Ünlü", "Wolfe"]),
        ({"type": "string", "maxLength": 1}, "x", ["", "é", "W"]),
        ({"type": ["string", "null"], "format": "date"}, "2024-02-29", [None, "9999-12-31", "0001-01-01"]),
        ({"type": "string", "enum": ["a", "b", None]}, "a", [None, "b"]),
        ({"type": "boolean"}, True, [False]),
        ({"type": "integer"}, 7, [0, 2**53 + 1]),
        ({"type": "integer", "format": "int32", "minimum": 1}, 7, [1, 2**31 - 1]),
        ({"type": "integer", "minimum": 0, "maximum": 9}, 9, [0]),
        ({"type": "string", "enum": ["a"]}, "a", []),
    ],
)
def test_other_values_of_a_schema(schema: dict[str, Any], value: Any, expected: list[Any]) -> None:
    """As long as may be, and never the same."""
    assert [other for _, other in others(schema, value)] == expected


def test_an_instant_comes_in_every_form_even_where_only_a_pattern_says_that_it_is_one() -> None:
    told = {what for what, _ in others({"type": "string", "pattern": "^.*$"}, "2024-05-01T14:51:01Z")}
    assert {"has an offset", "has no offset", "has no fraction", "is long ago", "is empty"} <= told
