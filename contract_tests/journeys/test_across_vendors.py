"""E15: one persona at several vendors; what one vendor does to the person changes no other."""

from contract_tests.bank import SAMPLE_ID
from contract_tests.banno import Banno
from contract_tests.claims import proves
from contract_tests.customers_bank import CustomersBank
from contract_tests.narmi import Narmi

KATHY = "kathy-smith"


@proves("F-01")
def test_one_person_is_known_to_both_vendors(banno: Banno, customers: CustomersBank) -> None:
    """By the same name and address, under an id of each vendor's own."""
    shown = customers.get(customers.id_of(KATHY)).json
    details = banno.details().json
    assert shown["name"] == f"{details['firstName']} {details['lastName']}"
    assert shown["email"] == details["email"]


def test_a_lock_in_one_is_no_freeze_in_the_other(banno: Banno, customers: CustomersBank) -> None:
    """Unlocked at Banno, frozen at Customers Bank, and back: each is read where it was done, and nowhere else."""
    id = customers.id_of(KATHY)
    assert banno.status().json == {"status": "Locked"}
    assert customers.get(id).json["isFrozen"] is False
    assert customers.users(by=KATHY).status == 200
    customers.edit(id, isFrozen=True)
    assert banno.status().json == {"status": "Locked"}
    assert banno.unlock().status == 204
    assert customers.get(id).json["isFrozen"] is True
    assert customers.users(by=KATHY).status == 403
    assert banno.status().json == {"status": "Active"}


def test_what_is_written_in_one_is_not_read_in_the_other(banno: Banno, customers: CustomersBank) -> None:
    """Names, addresses, deletion."""
    id = customers.id_of(KATHY)
    assert banno.put(json={"email": "kathy@example.org"}).status == 204
    assert customers.get(id).json["email"] == "user@example.com"
    assert customers.update({"id": id, "name": "K. Smith"}).status == 202
    assert banno.details().json["firstName"] == "Kathy"
    assert customers.delete(id).status == 204
    assert banno.details().status == 200
    banno.bank.control("DELETE", f"/users/banno/{SAMPLE_ID}")
    assert customers.get(id).status == 404


@proves("NARMI-082", "NARMI-083", "F-01")
def test_a_lock_at_narmi_is_narmi_s_alone(banno: Banno, customers: CustomersBank, narmi: Narmi) -> None:
    """One person at three vendors: locked at Banno, in at the others; each lock is read where it was put."""
    id = customers.id_of(KATHY)
    details, shown = banno.details().json, narmi.user(KATHY).json
    assert (shown["first_name"], shown["last_name"], shown["email"]) == (
        details["firstName"], details["lastName"], details["email"],
    )  # fmt: skip
    assert (banno.status().json, shown["locked"]) == ({"status": "Locked"}, False)
    assert narmi.act(KATHY, "lock").status == 200
    assert banno.unlock().status == 204
    assert (banno.status().json, narmi.user(KATHY).json["locked"]) == ({"status": "Active"}, True)
    assert customers.get(id).json["isFrozen"] is False
    customers.edit(id, isFrozen=True)
    assert narmi.act(KATHY, "unlock").status == 200
    assert (banno.status().json, customers.get(id).json["isFrozen"]) == ({"status": "Active"}, True)


@proves("NARMI-033", "B-80")
def test_what_is_written_at_narmi_is_not_read_elsewhere(banno: Banno, customers: CustomersBank, narmi: Narmi) -> None:
    """Address, phone, deletion, in both directions."""
    id, before = customers.id_of(KATHY), banno.details().json
    wish = {"email": "kathy@example.org", "phone": "+15555550199", "username": "KSmith"}
    assert narmi.contact(KATHY, wish).status == 200
    assert banno.details().json == before
    assert customers.get(id).json["email"] == "user@example.com"
    assert banno.put(json={"email": "other@example.org"}).status == 204
    assert narmi.user(KATHY).json["email"] == "kathy@example.org"
    narmi.bank.control("DELETE", f"/users/narmi/{narmi.id_of(KATHY)}")
    assert narmi.user(KATHY).status == 404
    assert (banno.details().status, customers.get(id).status) == (200, 200)
