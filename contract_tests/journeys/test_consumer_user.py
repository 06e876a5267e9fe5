"""The Consumer API's user, member by member."""

import re
import uuid
from typing import Any

from contract_tests.bank import SAMPLE_ID, Persona
from contract_tests.banno import Banno
from contract_tests.claims import proves

REQUIRED = {
    "userId", "id", "loginId", "userType", "provider", "institutionId", "username", "userVerified",
    "userAddedDateTime", "attributes", "enrollmentType",
}  # fmt: skip
OPTIONAL = {
    "memberNumber", "email", "firstName", "middleName", "lastName", "businessName", "preferredName", "adminLevel",
    "address", "phoneNumber", "lastEulaAcceptance", "uisId", "organization", "alias",
}  # fmt: skip
SPELLED = ("streetAddress", "streetAddress2", "streetAddress3", "streetAddress4", "city", "state", "zip")
STORED = ("addressLineOne", "addressLineTwo", "addressLineThree", "addressLineFour", "city", "state", "zip")
LEVELS = {"Admin", "Viewer", "User"}
STATUSES = {"Active", "Pending", "Disabled", "Reset", "Dormant", "Locked", "PasswordExpired"}


@proves(
    "BAN-U-30",
    "BAN-U-60",
    "BAN-U-61",
    "BAN-U-63",
    "BAN-U-64",
    "BAN-U-65",
    "BAN-U-70",
    "BAN-U-75",
    "B-34",
    "B-35",
    "F-01",
)
def test_the_sample_user_is_shown(banno: Banno) -> None:
    """The documents' user in the Consumer API's words."""
    shown = banno.user()
    assert shown.response.media_type == "application/json"
    user = shown.json
    assert REQUIRED <= set(user) <= REQUIRED | OPTIONAL
    assert (user["userId"], user["institutionId"]) == (SAMPLE_ID, SAMPLE_ID)
    assert (user["username"], user["firstName"], user["lastName"]) == ("KathySmith", "Kathy", "Smith")
    assert (user["email"], user["phoneNumber"], user["memberNumber"]) == ("user@example.com", "+15555551234", "70000")
    assert (user["userType"], user["userVerified"]) == ("Individual", False)
    assert user["loginId"] != user["userId"]
    assert user["userAddedDateTime"] == "2022-01-21T16:45:47.118Z"


@proves(
    "BAN-U-60", "BAN-U-61", "BAN-U-62", "BAN-U-63", "BAN-U-64", "BAN-U-65", "BAN-U-66", "BAN-U-67", "BAN-U-68",
    "BAN-U-69", "BAN-U-70",
    "BAN-U-71", "BAN-U-72", "BAN-U-73", "BAN-U-74", "BAN-U-75", "BAN-U-76", "BAN-U-77", "BAN-U-78", "BAN-U-79",
    "BAN-U-80", "B-32", "B-33",
    "B-34", "B-35",
)  # fmt: skip
def test_every_member_shows_what_is_stored(banno: Banno) -> None:
    """For every persona: required members always, optional ones when there is a value."""
    admin = banno.bank.token("banno-admin")
    for person in banno.bank.personas():
        user, record = banno.user(person, token=admin).json, banno.bank.stored(person.user_id)
        assert REQUIRED <= set(user) <= REQUIRED | OPTIONAL
        _ids(user, record)
        _names(user, record)
        _address(user["address"], record["address"])
        _attributes(user, record)
        _organization(user, record)


@proves("BAN-U-69", "BAN-U-78", "BAN-U-79", "BAN-U-80", "B-32")
def test_an_organization_shows_status_level_and_alias(banno: Banno) -> None:
    """A business user carries the organization, each status and level, and the alias inside it."""
    organization = {"organizationId": "11111111-2222-4333-8444-555555555555", "adminLevel": "Viewer", "alias": "Shop"}
    for status in sorted(STATUSES):
        banno.bank.edit(
            SAMPLE_ID,
            userType="Business",
            businessName="Shop",
            status=status,
            organization=organization,
            adminLevel="Admin",
        )
        user = banno.user().json
        assert user["organization"] == {**organization, "status": status}
        assert (user["userType"], user["businessName"], user["adminLevel"]) == ("Business", "Shop", "Admin")
        assert "alias" not in user


@proves("BAN-U-66", "BAN-U-67", "BAN-U-72", "BAN-U-76", "BAN-U-77")
def test_every_documented_value_can_be_shown(banno: Banno) -> None:
    """Each provider, each way of enrolment, an accepted agreement, an id in UIS."""
    for provider in ("online_banking", "core", "netteller", "symxchange"):
        banno.bank.edit(SAMPLE_ID, provider=provider)
        assert banno.user().json["provider"] == provider
    for kind in ("seeded", "drafted", "self_enrolled"):
        banno.bank.edit(SAMPLE_ID, enrollmentType=kind)
        assert banno.user().json["enrollmentType"] == kind
    banno.bank.edit(SAMPLE_ID, uisId="UIS-7", eula={"acceptedAt": "2022-01-21T16:45:47.118Z", "eulaId": "eula-1"})
    user = banno.user().json
    assert user["uisId"] == "UIS-7"
    assert user["lastEulaAcceptance"] == {
        "acceptedAt": "2022-01-21T16:45:47.118Z",
        "eulaId": "eula-1",
        "userId": SAMPLE_ID,
    }


def _ids(user: dict[str, Any], record: dict[str, Any]) -> None:
    assert uuid.UUID(user["userId"]) == uuid.UUID(record["userId"])
    assert uuid.UUID(user["institutionId"]) == uuid.UUID(record["institutionId"])
    assert uuid.UUID(user["loginId"]) == uuid.UUID(record["loginId"]) != uuid.UUID(user["userId"])
    assert isinstance(user["id"], str)
    assert user["id"] == record["consumerId"]
    number = user.get("memberNumber")
    assert (number and int(number)) == record["memberNumber"]
    assert number is None or re.fullmatch(r"[1-9]\d{0,9}|0", number)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", user["userAddedDateTime"])
    assert user.get("uisId") == record["uisId"]


def _names(user: dict[str, Any], record: dict[str, Any]) -> None:
    for name in ("firstName", "middleName", "lastName", "businessName", "preferredName", "email"):
        assert (user.get(name) or None) == (record[name] or None)
        assert user.get(name) is None or isinstance(user[name], str)
    assert (user["username"], user.get("phoneNumber")) == (record["username"], record["phone"])
    assert user["userType"] == record["userType"]
    assert user["userType"] in {"Individual", "Business"}
    assert user["provider"] == record["provider"]
    assert user["provider"] in {"online_banking", "core", "netteller", "symxchange"}
    assert user["enrollmentType"] == record["enrollmentType"]
    assert user["enrollmentType"] in {"seeded", "drafted", "self_enrolled"}
    assert user["userVerified"] is record["verified"]


def _address(shown: dict[str, Any], stored: dict[str, Any]) -> None:
    assert {"streetAddress", "streetAddress2", "city", "state", "zip"} <= set(shown)
    spelled = dict(zip(SPELLED, STORED, strict=True))
    assert set(shown) <= set(spelled)
    assert all(shown.get(name, "") == stored[line] for name, line in spelled.items())


def _attributes(user: dict[str, Any], record: dict[str, Any]) -> None:
    assert all(set(attribute) == {"name", "value"} for attribute in user["attributes"])
    assert all(isinstance(value, str) for attribute in user["attributes"] for value in attribute.values())
    named = {attribute["name"]: attribute["value"] for attribute in user["attributes"]}
    assert named == {
        "NetTeller Id": record["netTellerId"] or "",
        "Cash Management Id": record["cashManagementId"] or "",
    }


def _organization(user: dict[str, Any], record: dict[str, Any]) -> None:
    assert user.get("adminLevel") == record["adminLevel"]
    assert user.get("adminLevel", "User") in LEVELS
    assert ("lastEulaAcceptance" in user) == (record["eula"] is not None)
    stored = record["organization"]
    if stored is None:
        assert "organization" not in user
        return
    shown = user["organization"]
    assert uuid.UUID(shown["organizationId"]) == uuid.UUID(stored["organizationId"])
    assert (shown["status"], shown["adminLevel"], shown.get("alias")) == (
        record["status"],
        stored["adminLevel"],
        stored["alias"],
    )
    assert shown["status"] in STATUSES
    assert shown["adminLevel"] in LEVELS


@proves("F-04", "BAN-U-03")
def test_a_consumer_may_write_its_own_id_in_capitals(banno: Banno) -> None:
    """A UUID is a number, however its letters are written."""
    own, shouted = banno.bank.token("banno-consumer"), Persona("", SAMPLE_ID.upper(), SAMPLE_ID.upper())
    assert banno.user(shouted, token=own).json == banno.user(token=own).json
    assert banno.patch(shouted, json={}, token=own).status == 204
    assert banno.put(shouted, json={"email": "user@example.com"}, token=own).status == 204
