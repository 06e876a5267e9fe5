"""E6: who may do what at Customers Bank, and everything that is refused, in the vendor's own error form."""

from typing import Any

import pytest

from contract_tests.claims import proves
from contract_tests.customers_bank import CREDENTIAL, FELLOW, FROZEN, PLAIN, PRIMARY, READ, UPDATED, CustomersBank
from contract_tests.exchange import Exchange
from contract_tests.refusals.form import assert_problem
from contract_tests.refusals.sound import untouched

NOBODY = "00000000-0000-4000-8000-00000000dead"


def writes(customers: CustomersBank, **by: Any) -> list[Exchange]:
    """One sound call of every write, and the list of credentials, which administrators alone may see."""
    return [
        customers.create({"email": "new@example.com"}, **by),
        customers.update({"id": READ, "name": "x"}, **by),
        customers.delete(READ, **by),
        customers.issue({"displayName": "x"}, **by),
        customers.revoke(CREDENTIAL, **by),
        customers.credentials(**by),
    ]


@proves("CUBI-19", "CUBI-34", "CUBI-43", "CUBI-59", "CUBI-64", "CUBI-02", "B-59")
def test_without_a_token_nothing_is_said(customers: CustomersBank) -> None:
    """401 as problem details."""
    reads = [customers.call("listPartnerUsers", token=""), customers.get(READ, token="")]
    for refused in [*reads, *writes(customers, token="")]:
        assert refused.status == 401
        assert_problem(refused)


@proves("CUBI-10", "CUBI-20", "CUBI-40", "CUBI-50", "CUBI-60", "CUBI-19", "CUBI-59", "CUBI-64", "F-04")
def test_users_read_and_administrators_write(customers: CustomersBank) -> None:
    """200 for a user's reads, 403 for the writes, before anything else about them is looked at."""
    reads = [customers.users(by=PLAIN), customers.get(READ, by=PLAIN)]
    assert [read.status for read in reads] == [200, 200]
    with untouched(customers.bank):
        assert [refused.status for refused in writes(customers, by=PLAIN)] == [403] * 6
        assert customers.create(content=b"{", by=PLAIN).status == 403
        assert customers.delete(NOBODY, by=PLAIN).status == 403


@proves("B-57", "CUBI-34", "CUBI-43")
def test_a_frozen_user_is_refused_everything(customers: CustomersBank) -> None:
    """403, reads included, administrator or not; melted, all is well."""
    with untouched(customers.bank):
        answers = [customers.users(by=FROZEN), customers.get(READ, by=FROZEN), *writes(customers, by=FROZEN)]
        assert [answer.status for answer in answers] == [403] * 8
    customers.edit(customers.id_of(FROZEN), isFrozen=False)
    assert customers.users(by=FROZEN).status == 200


@proves("B-57")
def test_a_disabled_user_is_refused_everything(customers: CustomersBank) -> None:
    """403 as well, with a token that was good a moment ago; enabled again, all is well."""
    token = customers.token(FELLOW)
    customers.edit(customers.id_of(FELLOW), accountEnabled=False)
    answers = [customers.users(by=FELLOW), customers.get(READ, token=token), *writes(customers, token=token)]
    assert [answer.status for answer in answers] == [403] * 8
    customers.edit(customers.id_of(FELLOW), accountEnabled=True)
    assert customers.get(READ, token=token).status == 200


@proves("F-04")
def test_a_right_is_looked_up_at_each_call(customers: CustomersBank) -> None:
    """Who was demoted a moment ago writes no more and still reads; promoted again, writes again."""
    id = customers.id_of(FELLOW)
    for is_admin, status in ((True, 202), (False, 403), (True, 202)):
        assert customers.update({"id": id, "isAdmin": is_admin}).status == 202
        assert customers.update({"id": UPDATED, "name": "Postman Update"}, by=FELLOW).status == status
        assert customers.get(UPDATED, by=FELLOW).status == 200


@proves("F-04")
def test_a_deleted_users_token_is_nobodys(customers: CustomersBank) -> None:
    """401 on every call, with a token that was good a moment ago."""
    token = customers.token(FELLOW)
    assert customers.get(UPDATED, token=token).status == 200
    assert customers.delete(customers.id_of(FELLOW)).status == 204
    answers = [customers.get(UPDATED, token=token), *writes(customers, token=token)]
    assert [answer.status for answer in answers] == [401] * 7


@proves("B-58")
def test_nobody_deletes_oneself_or_the_primary_administrator(customers: CustomersBank) -> None:
    """422, and both are still there; another administrator may go."""
    primary, fellow = customers.id_of(PRIMARY), customers.id_of(FELLOW)
    with untouched(customers.bank):
        for id, by in ((primary, PRIMARY), (fellow, FELLOW), (primary, FELLOW)):
            refused = customers.delete(id, by=by)
            assert refused.status == 422
            assert_problem(refused)
    assert customers.delete(fellow, by=PRIMARY).status == 204


@proves("B-58")
def test_the_last_administrator_stays_one(customers: CustomersBank) -> None:
    """422 for the demotion, until there is another administrator; a colleague cannot take the right at all."""
    last = customers.id_of("test-admin")
    made = customers.create({"email": "second@test-partner.example"}, by="test-admin").json["id"]
    with untouched(customers.bank):
        refused = customers.update({"id": last, "isAdmin": False, "name": "x"}, by="test-admin")
        assert refused.status == 422
        assert list(assert_problem(refused)) == ["isAdmin"]
    assert customers.update({"id": last, "isAdmin": True, "name": "x"}, by="test-admin").status == 202
    assert customers.update({"id": made, "isAdmin": True}, by="test-admin").status == 202
    assert customers.update({"id": last, "isAdmin": False}, by="test-admin").status == 202
    assert customers.update({"id": last, "isAdmin": True}, by="test-admin").status == 403


@proves("B-58")
def test_the_primary_administrator_stays_one(customers: CustomersBank) -> None:
    """422 for the demotion, whoever else is an administrator; everything else about them may change."""
    primary = customers.id_of(PRIMARY)
    with untouched(customers.bank):
        for by in (PRIMARY, FELLOW):
            refused = customers.update({"id": primary, "isAdmin": False}, by=by)
            assert refused.status == 422
            assert list(assert_problem(refused)) == ["isAdmin"]
    assert customers.update({"id": primary, "isAdmin": True, "name": "D. Reyes"}, by=FELLOW).status == 202
    assert customers.get(primary).json["name"] == "D. Reyes"


@proves("CUBI-20", "CUBI-43", "CUBI-59", "CUBI-64", "F-04")
def test_another_partner_is_not_there(customers: CustomersBank) -> None:
    """404 for its users and credentials, whoever asks; lists show the own partner alone."""
    ivy = customers.id_of("ivy-lowell")
    with untouched(customers.bank):
        answers = [customers.get(ivy), customers.update({"id": ivy, "name": "x"}), customers.delete(ivy)]
        assert [answer.status for answer in answers] == [404] * 3
        assert customers.revoke(CREDENTIAL, by="ivy-lowell").status == 404
    assert customers.credentials(by="ivy-lowell").json == []
    assert ivy not in {user["id"] for user in customers.users().json["items"]}
    assert {user["id"] for user in customers.users(by="ivy-lowell").json["items"]} == {
        ivy,
        customers.id_of("jasper-quinn"),
    }


@proves("CUBI-12", "CUBI-13", "CUBI-14", "CUBI-15", "B-55", "CUBI-19")
@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"name": 7}, 400, "name"),
        ({"name": ["Ann"]}, 400, "name"),
        ({"email": 7}, 400, "email"),
        ({"email": {}}, 400, "email"),
        ({"isAdmin": "true"}, 400, "isAdmin"),
        ({"isAdmin": None}, 400, "isAdmin"),
        ({"isAdmin": 1}, 400, "isAdmin"),
        ({"showApi": "no"}, 400, "showApi"),
        ({"showApi": None}, 400, "showApi"),
        ({"email": None}, 422, "email"),
        ({"email": ""}, 422, "email"),
        ({"email": " \t\u00a0"}, 422, "email"),
        ({"email": "TEST@sample-partner.example"}, 422, "email"),
        ({"email": "owen.blake@sample-partner.example"}, 422, "email"),
        ({"email": "frida.nord@sample-partner.example"}, 422, "email"),
    ],
)
def test_a_creation_is_refused_for_what_is_wrong_with_it(
    customers: CustomersBank, change: dict[str, Any], status: int, field: str
) -> None:
    """400 for a wrong type, 422 for a rule, and `errors` names the member."""
    with untouched(customers.bank):
        refused = customers.create({"name": "Ann", "email": "ann@example.com", **change})
        assert refused.status == status
        assert list(assert_problem(refused)) == [field]


@proves("B-55", "CUBI-13", "F-08")
def test_a_creation_needs_an_address_that_no_colleague_has(customers: CustomersBank) -> None:
    """422 without one; the address of another partner's user is free, and a deleted user's is free again."""
    missing = customers.create({"name": "Ann"})
    assert (missing.status, list(assert_problem(missing))) == (422, ["email"])
    ivy = "ivy.lowell@lone-pine.example"
    made = customers.create({"email": ivy})
    assert made.status == 202
    assert customers.create({"email": ivy.upper()}).status == 422
    assert customers.delete(made.json["id"]).status == 204
    assert customers.create({"email": ivy}).status == 202
    fellow = customers.get(READ).json["email"]
    assert customers.delete(READ).status == 204
    assert customers.create({"email": fellow.upper()}).status == 202


@proves("CUBI-52", "CUBI-53", "CUBI-54", "CUBI-55", "CUBI-56", "CUBI-59", "B-55", "F-07")
@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"id": 7}, 400, "id"),
        ({"id": None}, 400, "id"),
        ({"id": READ, "name": 7}, 400, "name"),
        ({"id": READ, "isAdmin": "no"}, 400, "isAdmin"),
        ({"id": READ, "Roles": "Reports"}, 400, "Roles"),
        ({"id": READ, "showApi": 0}, 400, "showApi"),
        ({}, 422, "id"),
        ({"name": "x"}, 422, "id"),
        ({"id": ""}, 422, "id"),
        ({"id": "x"}, 422, "id"),
        ({"id": READ[:-1]}, 422, "id"),
    ],
)
def test_an_update_is_refused_for_what_is_wrong_with_it(
    customers: CustomersBank, body: dict[str, Any], status: int, field: str
) -> None:
    """400 for a wrong type, 422 for an id that is missing or no UUID."""
    with untouched(customers.bank):
        refused = customers.update(body)
        assert refused.status == status
        assert list(assert_problem(refused)) == [field]


@proves("CUBI-59", "CUBI-55", "F-07")
def test_an_unknown_user_is_not_updated(customers: CustomersBank) -> None:
    """404, after everything about the body was looked at."""
    assert customers.update({"id": NOBODY}).status == 404
    assert customers.update({"id": NOBODY, "Roles": ["a", 7]}).status == 400
