"""A partner's records as the API writes them, and refusals as problem details."""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from simulator.domain.problem import Fault, Kind, Problem, Violation
from simulator.providers.customers_bank import wire
from tests.providers.customers_bank.partner import AT, credential, user


def test_a_user_has_ten_members_and_nobody_sees_the_partners_id() -> None:
    seen = datetime(2024, 5, 1, 14, 51, 1, 999_999, tzinfo=UTC)
    one = user("ada", is_admin=True, is_frozen=True, roles=("Reports", "x"), last_logged_in_at=seen)
    assert wire.user(one) == {
        "id": one.user_id,
        "name": "ada",
        "isAdmin": True,
        "isPrimaryAdmin": False,
        "accountEnabled": True,
        "email": "ada@example.com",
        "lastLoggedInAt": "2024-05-01T14:51:01Z",
        "roles": ["Reports", "x"],
        "showApi": False,
        "isFrozen": True,
    }


def test_each_flag_stands_under_its_own_name() -> None:
    flags = {"is_admin", "is_primary_admin", "account_enabled", "show_api", "is_frozen"}
    off = dict.fromkeys(flags, False)
    shown = {flag: {k for k, on in wire.user(user("a", **{**off, flag: True})).items() if on is True} for flag in flags}
    assert shown == {
        "is_admin": {"isAdmin"},
        "is_primary_admin": {"isPrimaryAdmin"},
        "account_enabled": {"accountEnabled"},
        "show_api": {"showApi"},
        "is_frozen": {"isFrozen"},
    }


def test_who_never_logged_in_did_so_in_the_year_one() -> None:
    shown = wire.user(user("ada", name=None, email=None))
    assert (shown["name"], shown["email"], shown["lastLoggedInAt"]) == (None, None, "0001-01-01T00:00:00")


def test_instants_are_written_in_utc() -> None:
    east = datetime(2024, 5, 1, 2, tzinfo=timezone(timedelta(hours=3)))
    assert wire.user(user("ada", last_logged_in_at=east))["lastLoggedInAt"] == "2024-04-30T23:00:00Z"
    assert wire.credential(credential("key", start_at=east), None)["startDateTime"].startswith("2024-04-30T23:00:00.")


def test_a_credential_has_six_members_and_seven_fractional_digits() -> None:
    begun = datetime(2024, 5, 31, 17, 12, 21, 992_385, tzinfo=UTC)
    key = credential("key", start_at=begun, end_at=AT)
    assert wire.credential(key, "abcdef") == {
        "keyId": key.credential_id,
        "displayName": "key",
        "startDateTime": "2024-05-31T17:12:21.9923850+00:00",
        "endDateTime": "2026-01-15T09:00:00.0000000+00:00",
        "hint": "abc",
        "secretText": "abcdef",
    }
    assert wire.credential(key, None)["secretText"] is None


def test_an_envelope_counts_and_then_lists() -> None:
    shown = wire.page([user("a"), user("b")], size=2, offset=4, pages=3, total=6)
    assert {name: value for name, value in shown.items() if name != "items"} == {
        "pageSize": 2,
        "pageOffset": 4,
        "totalPages": 3,
        "totalItemCount": 6,
    }
    assert shown["items"] == [wire.user(user("a")), wire.user(user("b"))]


def refused(kind: Kind, *violations: Violation, hint: str = "why", operation: str = "x") -> Any:
    """The body of a refusal, of which everything else is as it should be."""
    reply = wire.refusal(Problem(kind, hint, violations, (("Allow", "GET"),)), operation)
    assert (reply.media_type, reply.hint, reply.headers) == ("application/problem+json", hint, (("Allow", "GET"),))
    body: Any = reply.body
    assert body["status"] == reply.status
    return body


RFC = "https://tools.ietf.org/html/rfc"


@pytest.mark.parametrize(
    ("kind", "status", "told", "title"),
    [
        (Kind.UNAUTHENTICATED, 401, "9110#section-15.5.2", "Unauthorized"),
        (Kind.FORBIDDEN, 403, "9110#section-15.5.4", "Forbidden"),
        (Kind.NOT_OWN, 403, "9110#section-15.5.4", "Forbidden"),
        (Kind.NOT_FOUND, 404, "9110#section-15.5.5", "Not Found"),
        (Kind.METHOD_NOT_ALLOWED, 405, "9110#section-15.5.6", "Method Not Allowed"),
        (Kind.CONFLICT, 409, "9110#section-15.5.10", "Conflict"),
        (Kind.TOO_LARGE, 413, "9110#section-15.5.14", "Content Too Large"),
        (Kind.UNSUPPORTED_MEDIA_TYPE, 415, "9110#section-15.5.16", "Unsupported Media Type"),
        (Kind.UNPROCESSABLE, 422, "4918#section-11.2", "Unprocessable Entity"),
        (Kind.BROKEN_PROMISE, 500, "9110#section-15.6.1", "An error occurred while processing your request."),
    ],
)
def test_a_refusal_names_its_status_in_three_ways(kind: Kind, status: int, told: str, title: str) -> None:
    body = refused(kind)
    assert (body["status"], body["type"], body["title"]) == (status, RFC + told, title)
    assert ("errors" in body) is (status == 422)
    assert set(body) - {"errors"} == {"type", "title", "status", "traceId"}


def violation(fault: Fault, *, at: str = "/email", place: str = "body", keyword: str = "x") -> Violation:
    return Violation(fault, place, at, "a value", keyword=keyword)


UNREADABLE = [
    violation(Fault.UNPARSABLE),
    violation(Fault.WRONG_TYPE),
    violation(Fault.WRONG_TYPE, place="query"),
    violation(Fault.MISSING, at="", keyword=""),
]
READABLE = [
    violation(Fault.CONSTRAINT),
    violation(Fault.MISSING, at="", keyword="required"),
    violation(Fault.MISSING, at="x", place="header", keyword=""),
]


@pytest.mark.parametrize("wrong", UNREADABLE)
def test_what_cannot_be_read_is_400_whatever_else_is_wrong(wrong: Violation) -> None:
    for violations in ((wrong,), (READABLE[0], wrong)):
        body = refused(Kind.INVALID, *violations)
        assert (body["status"], body["title"]) == (400, "One or more validation errors occurred.")
        assert body["type"] == RFC + "9110#section-15.5.1"
        assert body["errors"]


@pytest.mark.parametrize("wrong", READABLE)
def test_what_can_be_read_and_will_not_do_is_422(wrong: Violation) -> None:
    assert refused(Kind.INVALID, wrong)["status"] == 422


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (Violation(Fault.CONSTRAINT, "query", "perPage", "x"), "perPage"),
        (Violation(Fault.WRONG_TYPE, "body", "/Roles/1", "x"), "Roles.1"),
        (Violation(Fault.UNPARSABLE, "body", "", "x"), "$"),
        (Violation(Fault.MISSING, "body", "", "member email", keyword="required"), "email"),
        (Violation(Fault.CONSTRAINT, "body", "/name", "member email"), "name"),
    ],
)
def test_errors_name_the_member_or_parameter_and_what_was_expected(wrong: Violation, field: str) -> None:
    assert refused(Kind.INVALID, wrong)["errors"] == {field: [f"Expected {wrong.expected}."]}


def test_everything_about_one_member_stands_together() -> None:
    one, two = (Violation(Fault.CONSTRAINT, "body", "/name", said) for said in ("this", "that"))
    other = Violation(Fault.CONSTRAINT, "body", "/email", "more")
    errors = refused(Kind.INVALID, one, other, two)["errors"]
    assert errors == {"name": ["Expected this.", "Expected that."], "email": ["Expected more."]}


def test_a_trace_id_has_the_form_of_trace_context_and_tells_refusals_apart() -> None:
    traces = [
        refused(Kind.NOT_FOUND)["traceId"],
        refused(Kind.NOT_FOUND, hint="another")["traceId"],
        refused(Kind.NOT_FOUND, operation="y")["traceId"],
        refused(Kind.FORBIDDEN)["traceId"],
    ]
    assert len(set(traces)) == 4
    assert all(re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-00", trace) for trace in traces)
    assert refused(Kind.NOT_FOUND)["traceId"] == traces[0]
