"""The partner's API credentials: listed without secrets, issued with one, deleted for good."""

import pytest

from contract_tests.claims import proves
from contract_tests.customers_bank import API, CREDENTIAL, PRIMARY, CustomersBank
from contract_tests.refusals.form import assert_problem
from contract_tests.refusals.sound import untouched

OTHER = "aaron-amsel"
MEMBERS = {"keyId", "displayName", "startDateTime", "endDateTime", "hint", "secretText"}


@proves("B-41", "B-43", "B-44", "CUBI-62", "CUBI-63")
def test_the_printed_credential_is_listed_and_deleted_once(customers: CustomersBank) -> None:
    """204, then 404, in any letter case of the id, though the id is of no variant of the RFC."""
    assert CREDENTIAL in [each["keyId"] for each in customers.credentials().json]
    assert customers.revoke(CREDENTIAL.upper()).status == 204
    assert customers.revoke(CREDENTIAL).status == 404
    assert CREDENTIAL not in [each["keyId"] for each in customers.credentials().json]


@proves("B-41")
def test_a_secret_is_shown_once(customers: CustomersBank) -> None:
    """When the credential is issued; the list has the rest of it, and null in its place."""
    issued = customers.issue({"displayName": "Doc Test 3"})
    assert issued.status == 200
    key = issued.json
    assert set(key) == MEMBERS
    assert (len(key["secretText"]), key["secretText"][:3]) == (40, key["hint"])
    listed = {each["keyId"]: each for each in customers.credentials().json}
    assert listed[key["keyId"]] == {**key, "secretText": None}
    assert key["secretText"] not in customers.credentials().body.decode()
    assert all(set(each) == MEMBERS and each["secretText"] is None for each in listed.values())
    assert customers.revoke(key["keyId"]).status == 204
    assert key["keyId"] not in [each["keyId"] for each in customers.credentials().json]


@proves("B-41")
def test_two_credentials_may_have_one_name(customers: CustomersBank) -> None:
    """Their ids and secrets differ."""
    first, second = (customers.issue({"displayName": "Twin"}).json for _ in range(2))
    assert first["keyId"] != second["keyId"]
    assert first["secretText"] != second["secretText"]
    assert {first["keyId"], second["keyId"]} <= {each["keyId"] for each in customers.credentials().json}


@proves("CUBI-18")
def test_a_credential_is_good_for_a_year(customers: CustomersBank) -> None:
    """From the moment in which it is issued."""
    customers.bank.clock.freeze("2026-03-01T10:00:00Z")
    key = customers.issue({"displayName": "Yearly"}, token=fresh(customers, PRIMARY)).json
    assert (key["startDateTime"][:19], key["endDateTime"][:19]) == ("2026-03-01T10:00:00", "2027-03-01T10:00:00")


@proves("F-04", "B-43")
def test_credentials_of_other_partners_are_nowhere(customers: CustomersBank) -> None:
    """Neither listed nor deleted, in either direction."""
    theirs = customers.issue({"displayName": "Theirs"}, by=OTHER).json["keyId"]
    ours = [each["keyId"] for each in customers.credentials().json]
    assert (CREDENTIAL in ours, theirs in ours) == (True, False)
    listed = [each["keyId"] for each in customers.credentials(by=OTHER).json]
    assert (CREDENTIAL in listed, theirs in listed) == (False, True)
    assert (customers.revoke(theirs).status, customers.revoke(CREDENTIAL, by=OTHER).status) == (404, 404)


@proves("B-55", "B-59")
@pytest.mark.parametrize(
    ("body", "status"),
    [({}, 422), ({"displayName": ""}, 422), ({"displayName": " "}, 422), ({"displayName": 7}, 400), ([], 400)],
)
def test_a_credential_needs_a_name(customers: CustomersBank, body: object, status: int) -> None:
    """422 without one, 400 for a wrong type."""
    with untouched(customers.bank):
        refused = customers.issue(body)
        assert refused.status == status
        assert_problem(refused)


def fresh(customers: CustomersBank, name: str) -> str:
    """A token that is good at the sandbox's present."""
    return str(customers.bank.control("POST", "/tokens", {"api": API, "persona": name}, expect=201)["access_token"])
