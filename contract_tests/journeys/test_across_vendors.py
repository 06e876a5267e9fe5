"""E15: one persona at several vendors; what one vendor does to the person does not change the other."""

from contract_tests.bank import SAMPLE_ID
from contract_tests.banno import Banno
from contract_tests.claims import proves
from contract_tests.customers_bank import CustomersBank

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
