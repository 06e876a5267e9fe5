"""A write changes what it is about: that user, those members, and the time of the change where there is one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from contract_tests.bank import SAMPLE_ID, Bank
from contract_tests.banno import Banno, listed
from contract_tests.claims import proves
from contract_tests.customers_bank import PROVIDER, CustomersBank

HELD = {"isPrimaryAdmin": True, "isFrozen": True, "accountEnabled": False, "email": "other@example.com"}


@contextmanager
def only(bank: Bank, user_id: str, provider: str = "banno", /, **members: Any) -> Iterator[None]:
    """The block gives these members of this user these values, and leaves everybody else as they were."""
    before = {user["userId"]: user for user in bank.users(provider)}
    yield
    after = {user["userId"]: user for user in bank.users(provider)}
    expected = {**before, user_id: {**before[user_id], **members}}
    assert after == expected


def marked(bank: Bank) -> str:
    """The instant of a change, which nobody's record has had so far."""
    bank.clock.freeze(f"{bank.clock.now()[:19]}Z")
    bank.clock.advance(60)
    return bank.clock.now()


def stored(instant: str) -> str:
    """The instant as records hold it, which is without a fraction that is zero."""
    return instant.replace(".000Z", "Z")


@proves("BAN-T-05", "BAN-T-09", "B-20")
def test_an_unlock_frees_that_user_alone(banno: Banno) -> None:
    """Not even somebody locked who has the same address, name and institution."""
    bank = banno.bank
    sample, twin = bank.stored(SAMPLE_ID), bank.persona_pair()[0].user_id
    same = {name: sample[name] for name in ("email", "firstName", "lastName", "phone")}
    bank.edit(twin, status="Locked", **same)
    bank.edit(SAMPLE_ID, status="Locked", lockedOutOfRsa=True)
    now = marked(bank)
    with only(bank, SAMPLE_ID, status="Active", modifiedAt=stored(now)):
        assert banno.unlock().status == 204


@proves("BAN-U-11", "BAN-U-40", "BAN-U-43", "B-27")
@pytest.mark.parametrize("name", ["Husband", None])
def test_a_patch_changes_the_name_and_an_update_the_address(banno: Banno, name: str | None) -> None:
    """Of a user who is verified, has a preferred name and lacks nothing."""
    bank = banno.bank
    bank.edit(SAMPLE_ID, verified=True, preferredName="Kat")
    now = marked(bank)
    with only(bank, SAMPLE_ID, preferredName=name, modifiedAt=stored(now)):
        assert banno.patch(json={"preferredName": name}).status == 204
    now = marked(bank)
    with only(bank, SAMPLE_ID, email="new@example.com", modifiedAt=stored(now)):
        more = {"firstName": "Karl", "lastName": "Other", "userVerified": False, "preferredName": "Husband"}
        assert banno.put(json={"email": "new@example.com", **more}).status == 204


@proves("BAN-S-16", "BAN-S-15")
def test_a_search_tells_when_a_user_was_changed_and_when_added(banno: Banno) -> None:
    """Of unlock, patch and update each; the day on which the user was added stays."""
    bank = banno.bank
    (before,) = listed(banno.search("user@example.com"))
    for write, body in (
        (banno.unlock, {"state": False}),
        (banno.patch, {"preferredName": "Husband"}),
        (banno.put, {"email": "user@example.com"}),
    ):
        now = marked(bank)
        assert write(json=body).status == 204
        (found,) = listed(banno.search("user@example.com"))
        assert (found["userModified"], found["userAdded"]) == (now, before["userAdded"])


@proves("BAN-P-05", "F-09")
def test_a_reset_changes_nobody(banno: Banno) -> None:
    """It sends a message, and the user is as before until the link is used."""
    with only(banno.bank, SAMPLE_ID):
        assert banno.reset().status == 200


@proves("CUBI-51", "F-07", "F-06")
@pytest.mark.parametrize(
    "change", [{"name": "Renamed"}, {"Roles": ["Reports"]}, {"showApi": True}, {"isAdmin": True}, HELD, {"name": None}]
)
def test_an_update_changes_what_it_names_and_may(customers: CustomersBank, change: dict[str, Any]) -> None:
    """What it may not change is taken and left as it was; so is what it does not name."""
    user_id = customers.id_of("owen-blake")
    customers.edit(user_id, roles=["Payments", "Reports"], name="Owen")
    may = {"name": "name", "Roles": "roles", "showApi": "showApi", "isAdmin": "isAdmin"}
    allowed = {may[name]: value for name, value in change.items() if name in may and value is not None}
    with only(customers.bank, user_id, PROVIDER, **allowed):
        assert customers.update({"id": user_id, **change}).status == 202


@proves("CUBI-60", "CUBI-63", "B-40")
def test_a_deletion_takes_that_user_alone(customers: CustomersBank) -> None:
    """In any letter case of the id, and not those of the same name."""
    user_id, twin = customers.id_of("owen-blake"), customers.id_of("test-user")
    for each in (user_id, twin):
        customers.edit(each, name="Twin")
    before = {user["userId"]: user for user in customers.bank.users(PROVIDER)}
    assert customers.delete(user_id.upper()).status == 204
    del before[user_id]
    assert {user["userId"]: user for user in customers.bank.users(PROVIDER)} == before
    assert customers.get(user_id).status == 404
