"""The examples in the specs that are about the sample users are what the target answers about them."""

from typing import Any

import pytest

from contract_tests.bank import Bank
from contract_tests.banno import Banno
from contract_tests.claims import proves
from contract_tests.customers_bank import READ, CustomersBank
from contract_tests.operation import operation
from contract_tests.refusals.sound import call

SHOWN = {"getUser": "kathySmith", "getUserDetails": "kathySmith", "getUserStatus": "locked", "searchUsers": "oneUser"}


@proves("F-01", "B-16")
@pytest.mark.parametrize(("id", "name"), SHOWN.items())
def test_what_a_spec_shows_is_what_is_answered(banno: Banno, id: str, name: str) -> None:
    """So that a reader of the docs page sees the same person as a caller."""
    example = shown(id, name)
    asked: dict[str, Any] = {"params": {"query": "user@example.com"}} if id == "searchUsers" else {}
    assert call(banno.bank, operation(id), **asked).json == example


@proves("CUBI-30", "CUBI-42", "B-43")
def test_what_the_partner_spec_shows_is_what_is_answered(customers: CustomersBank) -> None:
    """The printed user alone in a list and alone, and the printed credential."""
    query = {"paginateResults": True, "page": 0, "perPage": 10, "sortAscending": True}
    assert customers.users(by="test-admin", **query).json == shown("listPartnerUsers", "testPartner")
    assert customers.users(username="nobody here", **query).json == shown("listPartnerUsers", "nobody")
    assert customers.get(READ).json == shown("getPartnerUser", "test")
    assert customers.credentials().json == shown("listCredentials", "one")


@pytest.mark.parametrize("id", ["createPartnerUser", "updatePartnerUser", "createCredential"])
def test_every_body_that_the_partner_spec_shows_is_taken(bank: Bank, id: str) -> None:
    """As it is, one after the other."""
    for body in operation(id).body_examples:
        assert call(bank, operation(id), json=body).accepted, body


def shown(id: str, name: str) -> Any:
    """An example of the operation's 200."""
    described: Any = operation(id).reply(200)
    return described["content"]["application/json"]["examples"][name]["value"]
