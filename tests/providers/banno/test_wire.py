"""One stored user, three ways of writing it; and refusals in the vendor's few words."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from msgspec import UNSET

from simulator.domain.call import Reply
from simulator.domain.problem import Fault, Kind, Problem, Violation
from simulator.providers.banno import wire
from simulator.providers.banno.state import ABILITIES, Address, Demographic, EulaAcceptance, Organization
from tests.providers.banno.bank import HOME, user

BARE = user("ada")
FULL = user(
    "bea",
    middle_name="Quincy",
    preferred_name="Bee",
    email="b@example.com",
    phone="+15555551234",
    user_type="Business",
    business_name="Bees Ltd",
    ssn_last4="1234",
    address=Address("1 Elm", "Apt 2", "c/o", "Rear", "Ames", "IA", "50010", "0042"),
    abilities=("rdc", "zelle"),
    demographic=Demographic(birthday=date(1990, 2, 3), gender="Male"),
    net_teller_id="7",
    cash_management_id="8",
    member_number=70000,
    admin_level="Admin",
    eula=EulaAcceptance(datetime(2026, 1, 1, tzinfo=UTC), "e1"),
    uis_id="u1",
    organization=Organization(HOME.institution_id, "Admin", "bees"),
)


def body(reply: Reply) -> Any:
    return reply.body


def test_the_search_shows_nothing_as_null_and_no_number_as_the_word() -> None:
    shown = wire.listed(BARE)
    assert (shown["email"], shown["businessName"], shown["preferredName"], shown["mobilePhoneNumber"]) == (None,) * 4
    assert (shown["maskedSsn"], shown["middleName"], shown["middleInitial"]) == ("null", "", "")
    assert len(shown) == 20


def test_the_details_show_nothing_as_empty_and_leave_out_what_cannot_be() -> None:
    shown = body(wire.details(BARE))
    assert [shown[name] for name in ("email", "businessName", "phone", "netTellerId", "middleInitial")] == [""] * 5
    assert "memberNumber" not in shown
    assert "birthday" not in shown["demographic"]
    assert set(shown["address"]) == {"addressLineOne", "addressLineTwo", "city", "state", "zip", "zipPlusFour"}


def test_the_consumer_api_leaves_out_what_is_not_there() -> None:
    shown = body(wire.consumer_user(BARE))
    optional = {"memberNumber", "email", "businessName", "preferredName", "adminLevel", "phoneNumber", "uisId"}
    assert not shown.keys() & (optional | {"lastEulaAcceptance", "organization"})
    assert shown["address"] == {"streetAddress": "", "streetAddress2": "", "city": "", "state": "", "zip": ""}
    assert shown["attributes"] == [{"name": "NetTeller Id", "value": ""}, {"name": "Cash Management Id", "value": ""}]


def test_the_same_facts_stand_under_each_apis_own_names() -> None:
    listed, details, consumer = wire.listed(FULL), body(wire.details(FULL)), body(wire.consumer_user(FULL))
    assert listed["mobilePhoneNumber"] == details["phone"] == consumer["phoneNumber"] == "+15555551234"
    assert listed["primaryInstitutionUsername"] == details["primaryInstitutionUsername"] == consumer["username"]
    assert listed["userAdded"] == details["userAdded"] == consumer["userAddedDateTime"]
    assert (details["memberNumber"], consumer["memberNumber"]) == ("0000070000", "70000")
    assert listed["maskedSsn"] == details["maskedSsn"] == "***-**-1234"
    assert details["address"]["addressLineThree"] == consumer["address"]["streetAddress3"] == "c/o"
    assert (listed["middleInitial"], listed["middleName"]) == ("Q", "Quincy")


def test_every_ability_is_shown_by_its_name_misspelling_and_all() -> None:
    abilities = body(wire.details(FULL))["abilities"]
    assert tuple(abilities) == ABILITIES
    assert "rdcOnboarddingEnabled" in abilities
    assert {name for name, able in abilities.items() if able} == {"rdc", "zelle"}


def test_an_organization_has_the_status_of_its_user_and_an_alias_only_if_there_is_one() -> None:
    shown = body(wire.consumer_user(FULL))
    assert shown["organization"] == {
        "organizationId": HOME.institution_id,
        "status": "Active",
        "adminLevel": "Admin",
        "alias": "bees",
    }
    plain = user("cleo", organization=Organization(HOME.institution_id, "User"))
    assert "alias" not in body(wire.consumer_user(plain))["organization"]
    assert shown["lastEulaAcceptance"] == {
        "acceptedAt": "2026-01-01T00:00:00.000Z",
        "eulaId": "e1",
        "userId": FULL.user_id,
    }


def test_a_password_is_on_no_wire() -> None:
    secret = user("ada", password="hunter2")
    for shown in (wire.listed(secret), body(wire.details(secret)), body(wire.consumer_user(secret))):
        assert "hunter2" not in str(shown)


def test_a_reply_about_a_user_lasts_as_long_as_the_user() -> None:
    assert wire.details(FULL) is wire.details(FULL)
    assert wire.details(FULL).lasting
    assert wire.consumer_user(FULL).lasting


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (Kind.UNAUTHENTICATED, 401),
        (Kind.NOT_OWN, 401),
        (Kind.FORBIDDEN, 403),
        (Kind.NOT_FOUND, 404),
        (Kind.METHOD_NOT_ALLOWED, 405),
        (Kind.CONFLICT, 409),
        (Kind.TOO_LARGE, 413),
        (Kind.UNSUPPORTED_MEDIA_TYPE, 415),
        (Kind.UNPROCESSABLE, 422),
        (Kind.TOO_MANY, 429),
        (Kind.BROKEN_PROMISE, 500),
        (Kind.UNAVAILABLE, 503),
        (Kind.INVALID, 400),
    ],
)
def test_a_refusal_is_a_bare_status(kind: Kind, status: int) -> None:
    reply = wire.refusal(Problem(kind, "why", headers=(("Allow", "GET"),)), "getUser")
    assert (reply.status, reply.body, reply.hint, reply.headers) == (status, UNSET, "why", (("Allow", "GET"),))


def test_every_kind_of_problem_has_a_status() -> None:
    assert set(wire.STATUS) == set(Kind)


def violation(keyword: str) -> Violation:
    return Violation(Fault.CONSTRAINT, "body", "/preferredName", "", keyword=keyword)


@pytest.mark.parametrize(
    ("keywords", "code"),
    [
        (["maxLength"], "MaximumSizeExceeded"),
        (["pattern"], "DisallowedCharacters"),
        (["pattern", "maxLength"], "MaximumSizeExceeded"),
        (["type"], "MalformedJson"),
        (["type", "maxLength", "pattern"], "MalformedJson"),
        ([""], "MalformedJson"),
        (["required"], "MalformedJson"),
    ],
)
def test_only_a_refused_name_says_why_and_the_highest_reason_wins(keywords: list[str], code: str) -> None:
    reply = wire.refusal(Problem(Kind.INVALID, "", tuple(map(violation, keywords))), "patchUser")
    assert (reply.status, reply.body) == (400, {"errorCode": code})
