"""The user search: its members one by one, the six keys, totals and pages, and parameters that are wrong."""

import re
import uuid

import pytest

from contract_tests.bank import SAMPLE_ID
from contract_tests.banno import Banno, found_ids, listed
from contract_tests.claims import proves

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
KATHY = {
    "userId": SAMPLE_ID,
    "userActive": True,
    "primaryInstitutionUsername": "KathySmith",
    "primaryInstitutionId": SAMPLE_ID,
    "firstName": "Kathy",
    "middleInitial": "",
    "lastName": "Smith",
    "userAdded": "2022-01-21T16:45:47.118Z",
    "email": "user@example.com",
    "userVerified": False,
    "businessName": None,
    "userType": "Individual",
    "reviewInstitutionId": SAMPLE_ID,
    "mobilePhoneNumber": "+15555551234",
    "maskedSsn": "null",
    "preferredName": None,
    "employeeStatus": "NE",
}
WRONG = (
    "", "query=", "query=%20%20", "query=%09", "q=Kathy", "query=a&query=b", "query=a&limit=0", "query=a&limit=1001",
    "query=a&limit=-1", "query=a&limit=ten", "query=a&limit=", "query=a&limit=1.5", "query=a&limit=1e2",
    "query=a&limit=1&limit=2", "query=a&offset=-1", "query=a&offset=x", "query=a&offset=", "query=a&offset=0&offset=0",
    "query=a&limit=%00", "query=a&limit=%D9%A1", "query=a&limit=1_0", "query=a&limit=%2B5", "query=a&limit=null",
    "query=a&offset=0.0",
)  # fmt: skip
CHANGING = {"userModified", "lastSeen", "middleName"}


@proves(
    "BAN-S-01", "BAN-S-05", "BAN-S-08", "BAN-S-09", "BAN-S-10", "BAN-S-11", "BAN-S-12", "BAN-S-13", "BAN-S-14",
    "BAN-S-15",
    "BAN-S-16", "BAN-S-17", "BAN-S-18", "BAN-S-19", "BAN-S-20", "BAN-S-21", "BAN-S-22", "BAN-S-23", "BAN-S-24",
    "BAN-S-25",
    "BAN-S-26", "BAN-S-27", "B-02", "B-03", "F-01",
)  # fmt: skip
def test_the_sample_user_is_found_as_printed(banno: Banno) -> None:
    """Exactly the printed members, with the printed values; the total is the true one."""
    found = banno.search("user@example.com")
    assert set(found.json) == {"users", "totalCount"}
    assert found.json["totalCount"] == 1
    (kathy,) = listed(found)
    assert set(kathy) == {*KATHY, *CHANGING}
    assert {name: kathy[name] for name in KATHY} == KATHY
    assert INSTANT.fullmatch(kathy["userModified"])
    assert INSTANT.fullmatch(kathy["lastSeen"])
    assert isinstance(kathy["middleName"], str)


@proves(
    "BAN-S-08", "BAN-S-09", "BAN-S-10", "BAN-S-11", "BAN-S-12", "BAN-S-13", "BAN-S-14", "BAN-S-15", "BAN-S-16",
    "BAN-S-17", "BAN-S-18",
    "BAN-S-19", "BAN-S-20", "BAN-S-21", "BAN-S-22", "BAN-S-23", "BAN-S-24", "BAN-S-25", "BAN-S-26", "BAN-S-27",
    "B-03", "B-12",
)  # fmt: skip
def test_every_member_shows_what_is_stored(banno: Banno) -> None:
    """For every user of the institution: member by member, from the stored record."""
    stored = {user["userId"]: user for user in banno.bank.users()}
    for user in listed(banno.search("e", params={"limit": 1000})):
        record = stored[user["userId"]]
        assert str(uuid.UUID(user["userId"])) == user["userId"]
        assert isinstance(user["userActive"], bool)
        assert user["primaryInstitutionUsername"] == record["username"]
        assert user["primaryInstitutionId"] == record["institutionId"] == SAMPLE_ID
        assert user["reviewInstitutionId"] == record["reviewInstitutionId"]
        assert (user["firstName"], user["middleName"], user["lastName"]) == (
            record["firstName"],
            record["middleName"],
            record["lastName"],
        )
        assert user["middleInitial"] == record["middleName"][:1]
        assert [INSTANT.fullmatch(user[name]) for name in ("userAdded", "userModified", "lastSeen")].count(None) == 0
        assert (user["email"], user["mobilePhoneNumber"]) == (record["email"], record["phone"])
        assert user["mobilePhoneNumber"] is None or re.fullmatch(r"\+[1-9]\d{1,14}", user["mobilePhoneNumber"])
        assert user["userVerified"] is record["verified"]
        assert (user["userType"], user["businessName"]) == (record["userType"], record["businessName"])
        assert user["maskedSsn"] == (f"***-**-{record['ssnLast4']}" if record["ssnLast4"] else "null")
        assert user["preferredName"] == record["preferredName"]
        assert user["employeeStatus"] == record["employeeStatus"]


@proves("BAN-S-03", "BAN-S-04", "B-15", "F-03")
def test_each_of_the_six_keys_finds_the_user(banno: Banno) -> None:
    """First name, last name, NetTeller ID, e-mail, preferred name, username."""
    banno.patch(json={"preferredName": "Husband"})
    record = banno.bank.stored(SAMPLE_ID)
    banno.bank.edit(SAMPLE_ID, netTellerId="90210000077")
    for key in (record["firstName"], record["lastName"], "90210000077", record["email"], "Husband", record["username"]):
        assert SAMPLE_ID in found_ids(banno.search(key, params={"limit": 1000})), key


@proves("B-14", "F-03")
def test_names_match_in_part_and_whatever_the_case(banno: Banno) -> None:
    """Substrings of first name, last name, username, preferred name and e-mail."""
    banno.patch(json={"preferredName": "Husband"})
    for key in ("kATH", "athy", "MIT", "smith", "thySm", "usban", "example.co", "USER"):
        assert SAMPLE_ID in found_ids(banno.search(key, params={"limit": 1000})), key


@proves("F-03")
def test_an_email_or_a_teller_id_matches_only_whole(banno: Banno) -> None:
    """A query with an @ is a whole address; part of a NetTeller ID is nothing."""
    banno.bank.edit(SAMPLE_ID, netTellerId="90210000077")
    assert found_ids(banno.search("USER@Example.COM")) == [SAMPLE_ID]
    for key in ("user@example", "ser@example.com", "user@example.com.", "@", "@example.com", "9021000007", "021000007"):
        assert SAMPLE_ID not in found_ids(banno.search(key)), key


@proves("F-03")
def test_nothing_else_is_searched(banno: Banno) -> None:
    """Not the phone, the social security number, the member number, the address or the ids; nor a name that is none."""
    banno.bank.edit(SAMPLE_ID, ssnLast4="8642", memberNumber=7531901, preferredName=None)
    record = banno.bank.stored(SAMPLE_ID)
    for key in (
        "5555551234",
        "8642",
        "7531901",
        record["address"]["city"],
        SAMPLE_ID,
        SAMPLE_ID[:13],
        record["customerId"],
        "null",
        "none",
    ):
        assert SAMPLE_ID not in found_ids(banno.search(key, params={"limit": 1000})), key


@proves("B-14", "F-03")
def test_a_plus_survives_being_sent_plain(banno: Banno) -> None:
    """`kathy+bank@…` unescaped arrives as a space, and is found all the same; escaped too; other spaces are no plus."""
    banno.put(json={"email": "kathy+bank@example.com"})
    for query in ("query=kathy+bank@example.com", "query=kathy%2Bbank%40example.com", "query=kathy%20bank@example.com"):
        path = f"/a/consumer-user-search/api/v0/institutions/{SAMPLE_ID}/users?{query}"
        assert found_ids(banno.bank.send("GET", path, token=banno.bank.token())) == [SAMPLE_ID]
    assert found_ids(banno.search("kathybank@example.com")) == []


@proves("BAN-S-02")
def test_a_search_stays_in_its_institution(banno: Banno) -> None:
    """Everybody found belongs to the institution of the path, whichever that is."""
    ids = {user["institutionId"] for user in banno.bank.users()}
    assert len(ids) > 1
    for institution in ids:
        owners = {
            user["primaryInstitutionId"] for user in listed(banno.search("a", institution, params={"limit": 1000}))
        }
        assert owners <= {institution}


@proves("BAN-S-05", "BAN-S-06", "B-02", "B-14", "F-02")
def test_two_of_one_name_are_both_found_and_counted(banno: Banno) -> None:
    """Two Zzyzx users: total 2, on one page and over two."""
    first = make(banno, firstName="Bea", lastName="Zzyzxova")
    second = make(banno, firstName="abe", lastName="zzyzxova")
    both = banno.search("zzyzx")
    assert (both.json["totalCount"], found_ids(both)) == (2, [second, first])
    for offset, one in enumerate((second, first)):
        page = banno.search("zzyzx", params={"limit": 1, "offset": offset})
        assert (page.json["totalCount"], found_ids(page)) == (2, [one])
    beyond = banno.search("zzyzx", params={"offset": 2})
    assert (beyond.json["totalCount"], beyond.json["users"]) == (2, [])


@proves("F-02", "B-02")
def test_pages_partition_the_answer(banno: Banno) -> None:
    """Walking in steps of three meets everybody once, in the order of the whole answer."""
    whole = banno.search("a", params={"limit": 1000})
    total = whole.json["totalCount"]
    assert total > 3
    walked = [
        id
        for offset in range(0, total, 3)
        for id in found_ids(banno.search("a", params={"limit": 3, "offset": offset}))
    ]
    assert walked == found_ids(whole)


@proves("F-02")
def test_a_hundred_are_listed_unless_asked_otherwise(banno: Banno) -> None:
    """The default limit, and its largest value."""
    for number in range(101):
        make(banno, firstName=f"N{number:03}", lastName="Qqcrowd")
    assert banno.search("Qqcrowd").json["totalCount"] == 101
    assert len(listed(banno.search("Qqcrowd"))) == 100
    assert len(listed(banno.search("Qqcrowd", params={"limit": 1000}))) == 101


@proves("F-02", "B-02")
def test_a_page_may_hold_a_thousand(banno: Banno) -> None:
    """And not one more."""
    for number in range(1001):
        banno.bank.create(institutionId=SAMPLE_ID, firstName=f"N{number:04}", lastName="Qqthousand")
    page = banno.search("qqthousand", params={"limit": 1000})
    assert (len(found_ids(page)), page.json["totalCount"]) == (1000, 1001)


@proves("B-14", "F-02")
def test_namesakes_are_listed_by_id(banno: Banno) -> None:
    """Whatever their usernames are, and whoever came first."""
    fields = {"institutionId": SAMPLE_ID, "firstName": "Bo", "lastName": "Qqtwin"}
    for numbers in ((1, 9), (9, 1)):
        made = [
            banno.bank.create(
                **fields, username=f"{numbers}-{number}", userId=f"{number:08x}-0000-4000-8000-{numbers[0]:012x}"
            )
            for number in numbers
        ]
        shown = found_ids(banno.search("qqtwin"))
        assert shown == sorted(shown)
        assert {user["userId"] for user in made} <= set(shown)


@proves("F-02", "B-14", "F-04")
@pytest.mark.parametrize("query", WRONG)
def test_wrong_parameters_are_bad_requests(banno: Banno, query: str) -> None:
    """400 without a body, with a hint."""
    path = f"/a/consumer-user-search/api/v0/institutions/{SAMPLE_ID}/users?{query}"
    refused = banno.bank.send("GET", path, token=banno.bank.token())
    assert (refused.status, refused.body) == (400, b"")


@proves("F-02")
@pytest.mark.parametrize(
    "query", ["query=a&limit=1", "query=a&limit=1000", "query=a&offset=0", "query=a&offset=99999999999999999999"]
)
def test_parameters_at_their_bounds_are_fine(banno: Banno, query: str) -> None:
    """The smallest and the largest, and an offset far beyond everybody."""
    path = f"/a/consumer-user-search/api/v0/institutions/{SAMPLE_ID}/users?{query}"
    assert banno.bank.send("GET", path, token=banno.bank.token()).status == 200


@proves("BAN-S-17", "BAN-S-23", "B-11")
def test_missing_contact_is_null_in_search_and_empty_in_details(banno: Banno) -> None:
    """Where there is no e-mail and no phone."""
    banno.bank.edit(SAMPLE_ID, email=None, phone=None)
    (kathy,) = listed(banno.search("KathySmith"))
    assert (kathy["email"], kathy["mobilePhoneNumber"], kathy["businessName"]) == (None, None, None)
    details = banno.details().json
    assert (details["email"], details["phone"], details["businessName"]) == ("", "", "")
    assert not {"email", "phoneNumber"} & set(banno.user().json)


def make(banno: Banno, **fields: str) -> str:
    """A user of the sample institution with these fields; its id."""
    return str(banno.bank.create(institutionId=SAMPLE_ID, **fields)["userId"])
