"""Customers Bank does not care how paths, query names and body members are capitalised, as its own pages do not."""

import pytest

from contract_tests.claims import proves
from contract_tests.customers_bank import CREDENTIAL, READ, UPDATED, CustomersBank
from contract_tests.refusals.form import assert_problem

PATHS = ("/partners/v1/Users", "/partners/v1/users", "/PARTNERS/V1/USERS", "/Partners/v1/uSERS")


@proves("CUBI-03", "B-40")
@pytest.mark.parametrize("path", PATHS)
def test_paths_are_found_in_any_letter_case(customers: CustomersBank, path: str) -> None:
    """All methods, ids included; replies keep their own spelling."""
    token = customers.token()
    assert customers.bank.send("GET", path, token=token).json == customers.users().json
    assert customers.bank.send("GET", f"{path}/{READ.upper()}", token=token).json == customers.get(READ).json
    made = customers.bank.send("POST", path, token=token, json={"email": "ann@example.com"})
    assert made.status == 202
    assert customers.bank.send("PUT", path, token=token, json={"id": made.json["id"], "name": "A"}).status == 202
    assert customers.bank.send("DELETE", f"{path}/{made.json['id'].upper()}", token=token).status == 204
    gone = path.lower().replace("users", f"Credentials/{CREDENTIAL.upper()}")
    assert customers.bank.send("DELETE", gone, token=token).status == 204


@proves("B-40", "B-47")
def test_query_names_are_read_in_any_letter_case(customers: CustomersBank) -> None:
    """Values are not changed by it: `sortOn` names a member as replies spell it."""
    asked = {"paginateResults": True, "page": 1, "perPage": 3, "sortOn": "email", "sortAscending": False}
    wanted = customers.users(**asked).json
    for spelled in (str.lower, str.upper, str.title, str.swapcase):
        assert customers.users(**{spelled(name): value for name, value in asked.items()}).json == wanted
    assert customers.users(userName="OWEN").json == customers.users(username="owen").json
    assert customers.users(sortOn="EMAIL").status == 422


@proves("B-40", "B-45", "CUBI-55")
def test_body_members_are_read_in_any_letter_case(customers: CustomersBank) -> None:
    """`Roles` goes in, `roles` comes out, and so for all others."""
    for spelled in (str.lower, str.upper, str.title, str.swapcase):
        new = {"name": "Ann", "email": f"{spelled('an')}@{spelled.__name__}", "isAdmin": True, "showApi": True}
        made = customers.create({spelled(name): value for name, value in new.items()})
        shown = customers.get(made.json["id"]).json
        assert {name: shown[name] for name in new} == new
        change = {"id": made.json["id"], "name": "Bea", "isAdmin": False, "Roles": ["Reports"], "showApi": False}
        assert customers.update({spelled(name): value for name, value in change.items()}).status == 202
        shown = customers.get(made.json["id"]).json
        assert {name: shown[name] for name in ("name", "isAdmin", "roles", "showApi")} == {
            "name": "Bea",
            "isAdmin": False,
            "roles": ["Reports"],
            "showApi": False,
        }
        assert customers.issue({spelled("displayName"): "x"}).status == 200


@proves("F-06")
def test_a_member_in_two_spellings_is_refused(customers: CustomersBank) -> None:
    """400, even where both agree; the same spelling twice is the last of them, with a hint."""
    for body in (
        b'{"email": "a@b", "Email": "a@b"}',
        b'{"email": "a@b", "name": "x", "NAME": "y"}',
        b'{"email": "a@b", "EMAIL": null}',
    ):
        refused = customers.create(content=body)
        assert refused.status == 400
        assert_problem(refused)
    assert customers.update({"id": UPDATED, "Roles": [], "roles": []}).status == 400
    twice = customers.create(content=b'{"email": "a@b", "name": "x", "name": "y"}')
    assert (twice.status, customers.get(twice.json["id"]).json["name"]) == (202, "y")
    assert "name" in (twice.hint or "")


@proves("B-40", "B-59")
def test_errors_name_members_as_the_replies_spell_them(customers: CustomersBank) -> None:
    """Whatever the request called them."""
    assert list(assert_problem(customers.create({"EMAIL": "a@b", "ISADMIN": 7}))) == ["isAdmin"]
    assert list(assert_problem(customers.users(PERPAGE=0))) == ["perPage"]
