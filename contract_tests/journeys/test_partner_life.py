"""E5: the life of a partner's user at Customers Bank, with the requests as they are printed."""

import re
from typing import Any

from contract_tests.claims import proves
from contract_tests.customers_bank import CREDENTIAL, NEVER, READ, CustomersBank

KEY = {"keyId", "displayName", "startDateTime", "endDateTime", "hint", "secretText"}
TICKS = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}\+00:00")
PRINTED = {"name": "Postman Add", "email": "[email\u00a0protected]", "isAdmin": False}


@proves(
    "CUBI-01", "CUBI-02", "CUBI-10", "CUBI-16", "CUBI-17", "CUBI-18", "CUBI-20", "CUBI-28", "CUBI-40", "CUBI-41",
    "CUBI-50", "CUBI-57", "CUBI-58", "CUBI-60", "CUBI-61", "CUBI-62", "CUBI-63", "B-41", "B-42", "B-43", "B-52", "B-53",
    "B-56", "F-08",
)  # fmt: skip
def test_a_user_is_created_listed_read_updated_and_deleted(customers: CustomersBank) -> None:
    """202, 200 with one more, 200, 202, 200, 204, 404, 404; and the printed credential is deleted, once."""
    query = {"paginateResults": True, "page": 0, "perPage": 10, "sortAscending": True}
    before = customers.users(**query).json["totalItemCount"]
    created = customers.create(PRINTED)
    assert created.status == 202
    id = created.json["id"]
    listed = customers.users(**query)
    assert (listed.status, listed.json["totalItemCount"]) == (200, before + 1)
    read = customers.get(id)
    assert (read.status, read.json["name"], read.json["email"]) == (200, "Postman Add", PRINTED["email"])
    updated = customers.update({"id": id, "name": "Postman Update", "isAdmin": False})
    assert (updated.status, updated.body) == (202, b"")
    assert customers.get(id).json == {**read.json, "name": "Postman Update"}
    deleted = customers.delete(id)
    assert (deleted.status, deleted.body) == (204, b"")
    assert [customers.get(id).status, customers.delete(id).status] == [404, 404]
    assert customers.users(**query).json["totalItemCount"] == before
    revoked = customers.revoke(CREDENTIAL)
    assert (revoked.status, revoked.body) == (204, b"")
    assert customers.revoke(CREDENTIAL).status == 404


@proves("CUBI-11", "CUBI-12", "CUBI-14", "CUBI-15", "CUBI-18", "B-41", "B-42", "B-50", "B-51", "B-53", "B-56")
def test_a_creation_answers_a_key_and_makes_the_user_that_was_asked_for(customers: CustomersBank) -> None:
    """The id of both is one; whatever was left out is false, nobody has logged in, and all is there at once."""
    wishes: list[dict[str, Any]] = [{}, {"isAdmin": True}, {"showApi": True}, {"name": None}, {"name": "Ann", "x": 1}]
    for number, asked in enumerate(wishes):
        key = customers.create({"email": f"ann{number}@example.com", **asked}).json
        assert set(key) == KEY | {"id"}
        assert key["id"] == key["keyId"]
        assert TICKS.fullmatch(key["startDateTime"])
        assert TICKS.fullmatch(key["endDateTime"])
        assert key["startDateTime"] < key["endDateTime"]
        assert (len(key["secretText"]), key["hint"]) == (40, key["secretText"][:3])
        assert isinstance(key["displayName"], str)
        assert customers.get(key["id"]).json == {
            "id": key["id"],
            "name": asked.get("name"),
            "isAdmin": asked.get("isAdmin", False),
            "isPrimaryAdmin": False,
            "accountEnabled": True,
            "email": f"ann{number}@example.com",
            "lastLoggedInAt": NEVER,
            "roles": [],
            "showApi": asked.get("showApi", False),
            "isFrozen": False,
        }


@proves("CUBI-11", "CUBI-10")
def test_a_new_administrator_may_create_in_turn(customers: CustomersBank) -> None:
    """The right is given with the creation, and works at once."""
    made = customers.create({"name": "Ada", "email": "ada@example.com", "isAdmin": True}).json["id"]
    token = customers.bank.control("POST", "/tokens", {"api": "customers-bank", "persona": made}, expect=201)
    assert customers.create({"email": "bob@example.com"}, token=token["access_token"]).status == 202


@proves("CUBI-42", "CUBI-32", "CUBI-33", "B-50", "B-51", "B-46", "CUBI-31", "CUBI-41")
def test_every_member_shows_what_is_stored(customers: CustomersBank) -> None:
    """For every user of the sample partner: the ten members, alone and in the list."""
    listed = {user["id"]: user for user in customers.users().json["items"]}
    for id, user in listed.items():
        stored = customers.bank.stored(id, "customers_bank")
        assert customers.get(id).json == user
        assert user.pop("id") == stored["userId"]
        instant = user.pop("lastLoggedInAt")
        assert instant == NEVER if stored["lastLoggedInAt"] is None else re.fullmatch(r"[\d:T-]{19}Z", instant)
        assert user == {name: stored[name] for name in user}
        assert set(user) == {
            "name", "isAdmin", "isPrimaryAdmin", "accountEnabled", "email", "roles", "showApi", "isFrozen",
        }  # fmt: skip
    assert customers.get(READ).json["lastLoggedInAt"] == "2024-05-01T14:51:01Z"
    customers.edit(READ, lastLoggedInAt="2024-05-01T23:30:00.5-01:00")
    assert customers.get(READ).json["lastLoggedInAt"] == "2024-05-02T00:30:00Z"


@proves("CUBI-51", "CUBI-53", "CUBI-54", "CUBI-55", "CUBI-56", "B-45", "F-07")
def test_an_update_changes_what_it_names_and_nothing_else(customers: CustomersBank) -> None:
    """Name, right, roles, API access; null and absent leave as it is; an e-mail address is not changed."""
    before = customers.get(READ).json
    changes: tuple[dict[str, Any], ...] = (
        {"name": "New"}, {"isAdmin": False}, {"roles": ["Reports"]}, {"showApi": True}, {"roles": []},
    )  # fmt: skip
    for change in changes:
        sent = {"Roles" if name == "roles" else name: value for name, value in change.items()}
        assert customers.update({"id": READ, **sent, "email": "other@example.com", "isFrozen": True}).status == 202
        before |= change
        assert customers.get(READ).json == before
    nothing = {"name": None, "isAdmin": None, "Roles": None, "showApi": None}
    for idle in ({}, nothing):
        assert customers.update({"id": READ, **idle}).status == 202
        assert customers.get(READ).json == before
    assert customers.update({"id": READ.upper(), "name": "Other"}).status == 202
    assert customers.get(READ).json == {**before, "name": "Other"}
