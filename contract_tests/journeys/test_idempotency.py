"""Idempotency keys of Customers Bank: a creation repeated with its key makes nobody, for 48 hours of the sandbox."""

import uuid

import pytest

from contract_tests.claims import proves
from contract_tests.customers_bank import FELLOW, PRIMARY, CustomersBank
from contract_tests.refusals.form import assert_problem
from contract_tests.refusals.sound import untouched

KEY = "0b9c2f5e-58f1-4c39-8a56-3f5f1a6c7d20"
ANN = {"name": "Ann", "email": "ann@example.com"}
HOUR = 3600


@proves("B-54")
def test_the_same_key_and_body_answer_the_first_reply(customers: CustomersBank) -> None:
    """Byte for byte, secret included, and nobody is made; without a key it is a second creation.

    A key in other letters is the same UUID, and members in another order are the same body.
    """
    first = customers.create(ANN, key=KEY)
    assert first.status == 202
    with untouched(customers.bank):
        for _ in range(3):
            again = customers.create(ANN, key=KEY)
            assert (again.status, again.body) == (202, first.body)
        for same in (KEY.upper(), KEY):
            assert customers.create(dict(reversed(ANN.items())), key=same).body == first.body
        assert customers.create(ANN).status == 422
        assert customers.create(ANN, key=str(uuid.uuid5(uuid.NAMESPACE_URL, "other"))).status == 422


@proves("B-54")
def test_a_key_outlives_other_writes(customers: CustomersBank) -> None:
    """Of users and of credentials alike, after each of them."""
    first = customers.create(ANN, key=KEY)
    key_id = customers.issue({"displayName": "Between"}).json["keyId"]
    assert customers.create(ANN, key=KEY).body == first.body
    customers.revoke(key_id)
    customers.update({"id": first.json["id"], "showApi": True})
    assert customers.create(ANN, key=KEY).body == first.body


@proves("B-54")
def test_the_same_key_with_another_body_is_refused(customers: CustomersBank) -> None:
    """422, and nobody is made; the first reply is still kept."""
    first = customers.create(ANN, key=KEY)
    with untouched(customers.bank):
        for other in ({**ANN, "name": "Bea"}, {**ANN, "email": "bea@example.com"}, {"email": "ann@example.com"}):
            refused = customers.create(other, key=KEY)
            assert refused.status == 422
            assert_problem(refused)
    assert customers.create(ANN, key=KEY).body == first.body


@proves("B-54")
def test_a_key_is_kept_48_hours_of_the_sandboxs_clock(customers: CustomersBank) -> None:
    """One second before, the first reply; then the key is free for another creation."""
    customers.bank.clock.freeze()
    first = customers.create(ANN, key=KEY)
    customers.bank.clock.advance(48 * HOUR - 1)
    fresh = renewed(customers)
    assert customers.create(ANN, key=KEY, token=fresh).body == first.body
    customers.bank.clock.advance(1)
    fresh = renewed(customers)
    other = customers.create({"email": "bea@example.com"}, key=KEY, token=fresh)
    assert (other.status, other.json["id"] == first.json["id"]) == (202, False)


@proves("B-54")
def test_a_key_belongs_to_the_partner(customers: CustomersBank) -> None:
    """A colleague who repeats the creation gets the first reply; another partner's key is another one."""
    first = customers.create(ANN, key=KEY, by=PRIMARY)
    assert customers.create(ANN, key=KEY, by=FELLOW).body == first.body
    elsewhere = customers.create(ANN, key=KEY, by="ivy-lowell")
    assert (elsewhere.status, elsewhere.json["id"] == first.json["id"]) == (202, False)


@proves("B-54", "F-04")
def test_a_key_opens_nothing(customers: CustomersBank) -> None:
    """Whoever may not create is refused, with a known key as without; a wrong media type hides a wrong key."""
    customers.create(ANN, key=KEY)
    assert customers.create(ANN, key=KEY, by="owen-blake").status == 403
    assert customers.create(ANN, key=KEY, token="").status == 401
    assert customers.create(content=b"{}", media_type="text/plain", key="x").status == 415


@proves("B-54")
@pytest.mark.parametrize(("key", "status"), [("x", 422), ("", 422), (KEY[:-1], 422), ("{" + KEY + "}", 422)])
def test_a_key_that_is_no_uuid_is_refused(customers: CustomersBank, key: str, status: int) -> None:
    """And `errors` names the header."""
    with untouched(customers.bank):
        refused = customers.create(ANN, key=key)
        assert refused.status == status
        assert list(assert_problem(refused)) == ["x-idempotency-key"]


@proves("B-54")
def test_two_keys_in_one_request_are_refused(customers: CustomersBank) -> None:
    """400, even where both agree."""
    with untouched(customers.bank):
        for second in (KEY, KEY.replace("0", "1")):
            refused = customers.create(ANN, headers=[("x-idempotency-key", KEY), ("X-Idempotency-Key", second)])
            assert refused.status == 400
            assert_problem(refused)


@proves("B-54")
def test_a_key_may_be_left_out_and_its_header_spelled_in_any_case(customers: CustomersBank) -> None:
    """The printed samples have none."""
    assert customers.create({"email": "bea@example.com"}).status == 202
    first = customers.create(ANN, headers=[("X-IDEMPOTENCY-KEY", KEY)])
    assert customers.create(ANN, key=KEY).body == first.body


@proves("B-54")
def test_a_refused_creation_does_not_use_its_key_up(customers: CustomersBank) -> None:
    """Whoever mends the body may send it with the key again."""
    assert customers.create({"name": "Ann"}, key=KEY).status == 422
    assert customers.create(content=b"{", key=KEY).status == 400
    assert customers.create(ANN, key=KEY).status == 202


def test_a_key_of_one_sandbox_is_unknown_in_its_sibling(customers: CustomersBank) -> None:
    """What was made here was not made there."""
    other = CustomersBank(customers.bank.fork())
    first = customers.create(ANN, key=KEY)
    second = other.create({**ANN, "name": "Bea"}, key=KEY)
    assert (first.status, second.status) == (202, 202)


def renewed(customers: CustomersBank) -> str:
    """A token that is good at the present of the sandbox."""
    return str(customers.bank.control("POST", "/tokens", {"api": "customers-bank"}, expect=201)["access_token"])
