"""Every documented member of a reply is the stored record's: two users whose records agree in nothing are shown as they
are stored, in every reply that shows them.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from contract_tests.bank import Bank, Persona
from contract_tests.banno import Banno, listed
from contract_tests.claims import proves
from contract_tests.customers_bank import READ, UPDATED, CustomersBank
from contract_tests.journeys.record import (
    BANNO,
    CONSUMER,
    DETAILS,
    OF_PARTNER,
    PARTNER,
    SEARCH,
    Record,
    Rules,
    documented,
    expected,
    members,
)

CHANGED = ("2003-03-01T03:03:03.100Z", "2003-03-02T03:03:03.200Z")
UNPLACED = {"alias"}
"""Documented, but not for which object; it is shown in `organization` alone."""


def searched(banno: Banno, person: Persona, record: Record) -> Any:
    found = listed(banno.search(record["username"], person.institution_id))
    return next(user for user in found if user["userId"] == person.user_id)


def detailed(banno: Banno, person: Persona, _: Record) -> Any:
    return banno.details(person).json


def own(banno: Banno, person: Persona, _: Record) -> Any:
    return banno.user(person).json


SHOWN: dict[str, tuple[Callable[[Banno, Persona, Record], Any], Rules]] = {
    "searchUsers": (searched, SEARCH),
    "getUserDetails": (detailed, DETAILS),
    "getUser": (own, CONSUMER),
}


@proves(
    "BAN-S-08", "BAN-S-09", "BAN-S-10", "BAN-S-11", "BAN-S-12", "BAN-S-13", "BAN-S-14", "BAN-S-15", "BAN-S-16",
    "BAN-S-17", "BAN-S-18", "BAN-S-19", "BAN-S-20", "BAN-S-21", "BAN-S-22", "BAN-S-23", "BAN-S-24", "BAN-S-25",
    "BAN-S-26", "BAN-S-27", "BAN-D-05", "BAN-D-06", "BAN-D-07", "BAN-D-08", "BAN-D-09", "BAN-D-10", "BAN-D-11",
    "BAN-D-12", "BAN-D-13", "BAN-D-14", "BAN-D-15", "BAN-D-16", "BAN-D-17", "BAN-D-18", "BAN-D-19", "BAN-D-20",
    "BAN-D-21", "BAN-D-22", "BAN-D-23", "BAN-D-24", "BAN-U-61", "BAN-U-62", "BAN-U-63", "BAN-U-64", "BAN-U-75",
    "B-12", "B-16",
)  # fmt: skip
@pytest.mark.parametrize("id", SHOWN)
def test_every_member_of_a_banno_user_follows_the_record(banno: Banno, id: str) -> None:
    """Two personas, in two institutions; what was shown of them before does not stay."""
    show, rules = SHOWN[id]
    for person in banno.bank.persona_pair():
        show(banno, person, banno.bank.stored(person.user_id))
    for person, record in edited(banno.bank):
        assert members(show(banno, person, record)) == expected(rules, record)


@proves("CUBI-31", "CUBI-41", "CUBI-42")
def test_every_member_of_a_partner_user_follows_the_record(customers: CustomersBank) -> None:
    """Alone and in the list."""
    for id, record in zip((READ, UPDATED), PARTNER, strict=True):
        assert customers.get(id).json in customers.users().json["items"]
        customers.edit(id, **record)
        (one,) = [user for user in customers.users().json["items"] if user["id"] == id]
        assert one == customers.get(id).json == expected(OF_PARTNER, {**record, "userId": id})


@pytest.mark.parametrize(
    ("names", "rules", "records"),
    [
        (documented("searchUsers", "users"), SEARCH, BANNO),
        (documented("getUserDetails"), DETAILS, BANNO),
        (documented("getUser") - UNPLACED, CONSUMER, BANNO),
        (documented("listPartnerUsers", "items"), OF_PARTNER, PARTNER),
        (documented("getPartnerUser"), OF_PARTNER, PARTNER),
    ],
)
def test_no_member_can_be_the_same_for_everybody(names: set[str], rules: Rules, records: tuple[Record, Record]) -> None:
    """Every documented member is looked at, and the two records differ in each."""
    one, other = (
        expected(rules, {**record, "userId": number, "institutionId": number, "modifiedAt": number})
        for number, record in enumerate(records)
    )
    assert one.keys() == names
    assert [name for name in names if one[name] == other[name]] == []


def edited(bank: Bank) -> list[tuple[Persona, Record]]:
    """Two personas with the records that were given to them, each at another time and in another institution."""
    homes = sorted({user["institutionId"] for user in bank.users()})
    found = []
    for person, record, home, at in zip(bank.persona_pair(), BANNO, (homes[0], homes[-1]), CHANGED, strict=True):
        bank.clock.freeze(at)
        bank.edit(person.user_id, institutionId=home, **record)
        told = {"userId": person.user_id, "institutionId": home, "modifiedAt": at}
        found.append((replace(person, institution_id=home), {**record, **told}))
    return found
