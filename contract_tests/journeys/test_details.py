"""User details, member by member."""

import datetime
import re
import uuid
from typing import Any

from contract_tests.bank import SAMPLE_ID, Persona
from contract_tests.banno import Banno
from contract_tests.claims import proves

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
MEMBERS = {
    "userId", "firstName", "middleInitial", "lastName", "email", "primaryInstitutionId", "primaryInstitutionUsername",
    "userType", "businessName", "address", "abilities", "lastSeen", "userAdded", "phone", "demographic", "maskedSsn",
    "lockedOutOfRSA", "netTellerId", "customerId", "memberNumber",
}  # fmt: skip
ABILITIES = {
    "rdc", "billPay", "accountToAccount", "schedulableTransfers", "separateBillPayAccounts", "externalAccounts",
    "payeeCreation", "p2pEnabled", "rdcOnboarddingEnabled", "paymentCardManagement", "rdcOnboardingByAccountsEnabled",
    "externalTransferInbound", "externalTransferOutbound", "memberToMemberTransfers", "billPayEnrollment", "zelle",
}  # fmt: skip
DEMOGRAPHIC = {
    "customerCode", "customerImportance", "customerDescription", "gender", "birthday", "homeBranchId",
    "educationLevel", "employerName", "employeeTitle", "netWorth", "employeeData", "lastUpdated",
}  # fmt: skip
ADDRESS = {"addressLineOne", "addressLineTwo", "city", "state", "zip", "zipPlusFour"}


@proves(
    "BAN-D-01",
    "BAN-D-03",
    "BAN-D-09",
    "BAN-D-12",
    "BAN-D-14",
    "BAN-D-15",
    "BAN-D-18",
    "BAN-D-19",
    "BAN-D-24",
    "B-04",
    "B-05",
    "F-01",
)
def test_the_sample_user_has_the_printed_members_and_values(banno: Banno) -> None:
    """One object with exactly the printed members, and the printed values where they are no placeholders."""
    details = banno.details().json
    assert set(details) == MEMBERS
    assert set(details["address"]) == ADDRESS
    assert set(details["abilities"]) == ABILITIES
    assert set(details["demographic"]) == DEMOGRAPHIC
    assert (details["userId"], details["primaryInstitutionId"]) == (SAMPLE_ID, SAMPLE_ID)
    assert (details["firstName"], details["lastName"], details["primaryInstitutionUsername"]) == (
        "Kathy",
        "Smith",
        "KathySmith",
    )
    assert (details["email"], details["phone"], details["userType"]) == (
        "user@example.com",
        "+15555551234",
        "Individual",
    )
    assert details["memberNumber"] == "0000070000"
    assert "string" not in (*details.values(), *details["address"].values(), *details["demographic"].values())
    assert (details["demographic"]["employeeData"], details["demographic"]["customerImportance"]) == ("E", "Yes")


@proves(
    "BAN-D-05", "BAN-D-06", "BAN-D-07", "BAN-D-08", "BAN-D-09", "BAN-D-10", "BAN-D-11", "BAN-D-12", "BAN-D-13",
    "BAN-D-14", "BAN-D-15",
    "BAN-D-16", "BAN-D-17", "BAN-D-18", "BAN-D-19", "BAN-D-20", "BAN-D-21", "BAN-D-22", "BAN-D-23", "BAN-D-24",
    "B-03", "B-11", "B-12", "B-13",
)  # fmt: skip
def test_every_member_shows_what_is_stored(banno: Banno) -> None:
    """For every persona, of every institution."""
    for person in banno.bank.personas():
        details, record = banno.details(person).json, banno.bank.stored(person.user_id)
        _names_and_contact(details, record)
        _address(details["address"], record["address"])
        assert details["abilities"] == {name: name in record["abilities"] for name in ABILITIES}
        _demographic(details["demographic"], record["demographic"])
        _numbers(details, record)
        assert INSTANT.fullmatch(details["lastSeen"])
        assert INSTANT.fullmatch(details["userAdded"])


@proves("BAN-D-21", "B-20")
def test_the_rsa_lock_and_the_status_are_independent(banno: Banno) -> None:
    """Unlocking leaves the one alone, setting the one leaves the status alone."""
    for flag in (True, False):
        banno.bank.edit(SAMPLE_ID, status="Locked", lockedOutOfRsa=flag)
        assert banno.details().json["lockedOutOfRSA"] is flag
        assert banno.status().json == {"status": "Locked"}
        assert banno.unlock().status == 204
        assert banno.details().json["lockedOutOfRSA"] is flag


@proves("BAN-D-24", "B-13")
def test_member_numbers_are_padded_to_ten_digits(banno: Banno) -> None:
    """Short, long and absent ones; the Consumer API shows the same number without padding."""
    for number in (1, 70000, 9999999999):
        banno.bank.edit(SAMPLE_ID, memberNumber=number)
        assert banno.details().json["memberNumber"] == f"{number:010}"
        assert banno.user().json["memberNumber"] == str(number)
    banno.bank.edit(SAMPLE_ID, memberNumber=None)
    assert "memberNumber" not in banno.details().json
    assert "memberNumber" not in banno.user().json


@proves("BAN-D-02", "B-36", "F-04")
def test_upper_case_ids_name_the_same_user(banno: Banno) -> None:
    """A UUID is a number, however its letters are written."""
    shouted = Persona("", SAMPLE_ID.upper(), SAMPLE_ID.upper())
    assert banno.details(shouted).json == banno.details().json
    assert banno.status(shouted).json == banno.status().json


def _names_and_contact(details: dict[str, Any], record: dict[str, Any]) -> None:
    assert uuid.UUID(details["userId"]) == uuid.UUID(record["userId"])
    assert uuid.UUID(details["primaryInstitutionId"]) == uuid.UUID(record["institutionId"])
    assert (details["firstName"], details["lastName"]) == (record["firstName"], record["lastName"])
    assert details["middleInitial"] == record["middleName"][:1]
    assert details["primaryInstitutionUsername"] == record["username"]
    assert details["email"] == (record["email"] or "")
    assert details["phone"] == (record["phone"] or "")
    assert (details["userType"], details["businessName"]) == (record["userType"], record["businessName"] or "")


def _address(shown: dict[str, Any], stored: dict[str, Any]) -> None:
    assert shown.items() >= {name: stored[name] for name in ADDRESS}.items()
    assert all(isinstance(value, str) for value in shown.values())
    for line in ("addressLineThree", "addressLineFour"):
        assert shown.get(line, "") == stored[line]


def _demographic(shown: dict[str, Any], stored: dict[str, Any]) -> None:
    assert INSTANT.fullmatch(shown["lastUpdated"])
    assert DEMOGRAPHIC - {"birthday"} <= set(shown) <= DEMOGRAPHIC
    for name in DEMOGRAPHIC - {"lastUpdated", "birthday"}:
        assert isinstance(shown[name], str)
        assert shown[name] == (stored[name] or "")
    if "birthday" in shown:
        assert datetime.date.fromisoformat(shown["birthday"]).isoformat() == shown["birthday"] == stored["birthday"]


def _numbers(details: dict[str, Any], record: dict[str, Any]) -> None:
    assert details["maskedSsn"] == (f"***-**-{record['ssnLast4']}" if record["ssnLast4"] else "null")
    assert details["lockedOutOfRSA"] is record["lockedOutOfRsa"]
    assert (details["netTellerId"], details["customerId"]) == (record["netTellerId"] or "", record["customerId"])
    if record["memberNumber"] is None:
        assert "memberNumber" not in details
    else:
        assert details["memberNumber"] == f"{record['memberNumber']:010}"
