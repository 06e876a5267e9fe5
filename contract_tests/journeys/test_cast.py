"""The personas: enough of them, each with a story, and one for every case that a tester looks for."""

from typing import Any

from contract_tests.bank import SAMPLE_ID, Bank
from contract_tests.banno import Banno
from contract_tests.claims import proves

STATUSES = {"Active", "Pending", "Disabled", "Reset", "Dormant", "Locked", "PasswordExpired"}


@proves("BAN-U-79", "B-07")
def test_there_is_somebody_for_every_case(bank: Bank) -> None:
    """24 at least; each status, a business, nobody to reach, odd names, two of one name, another institution."""
    personas = bank.personas()
    people = [bank.stored(persona.user_id) for persona in personas]
    assert len(people) >= 24
    assert all(len(persona.story) > 20 for persona in personas)
    assert {person["status"] for person in people} == STATUSES
    assert any(person["userType"] == "Business" and person["organization"] for person in people)
    assert any(person["email"] is None for person in people)
    assert any(person["phone"] is None for person in people)
    assert any("+" in (person["email"] or "") for person in people)
    assert any(len(person["preferredName"] or "") == 20 for person in people)
    names = [f"{person['firstName']} {person['lastName']}" for person in people]
    assert len(set(names)) < len(names)
    assert any("'" in name or "\u2019" in name for name in names)
    assert any(not name.isascii() for name in names)
    assert len({person["institutionId"] for person in people}) > 1
    assert SAMPLE_ID in {person["userId"] for person in people}


@proves("B-10", "F-14")
def test_somebody_banks_where_memo_mode_is_on(banno: Banno) -> None:
    """Locked there, a user's unlock is queued."""
    assert 202 in [_unlocked(banno, persona) for persona in banno.bank.personas()]


@proves("F-03", "BAN-S-04", "BAN-S-17")
def test_everybody_is_found_by_username_and_address(banno: Banno) -> None:
    """In the institution that is theirs."""
    for persona in banno.bank.personas():
        record = banno.bank.stored(persona.user_id)
        for text in filter(None, (record["username"], record["email"])):
            found = banno.search(text, persona.institution_id, params={"limit": 1000}).json["users"]
            assert persona.user_id in [user["userId"] for user in found], (persona.name, text)


def _unlocked(banno: Banno, persona: Any) -> int:
    banno.bank.edit(persona.user_id, status="Locked")
    return banno.unlock(persona).status
