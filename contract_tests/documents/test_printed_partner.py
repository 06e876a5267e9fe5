"""What the Customers Bank page says about paths, parameters, bodies and replies is what the bundled spec says."""

from typing import Any

from contract_tests.claims import proves
from contract_tests.operation import operation, operations
from simulator import testing

SPEC = "customers_bank/users"
BASE = "/partners/v1"
OPERATIONS = {
    "createPartnerUser": ("POST", f"{BASE}/Users", "202"),
    "listPartnerUsers": ("GET", f"{BASE}/Users", "200"),
    "getPartnerUser": ("GET", f"{BASE}/Users/{{userId}}", "200"),
    "updatePartnerUser": ("PUT", f"{BASE}/Users", "202"),
    "deletePartnerUser": ("DELETE", f"{BASE}/Users/{{userId}}", "204"),
    "listCredentials": ("GET", f"{BASE}/credentials", "200"),
    "createCredential": ("POST", f"{BASE}/credentials", "200"),
    "deleteCredential": ("DELETE", f"{BASE}/credentials/{{id}}", "204"),
}
REFUSALS = {
    "createPartnerUser": {"400", "401", "403", "422"},
    "listPartnerUsers": {"400", "401", "403", "404", "422"},
    "getPartnerUser": {"400", "401", "403", "404", "422"},
    "updatePartnerUser": {"400", "401", "403", "404", "422"},
    "deletePartnerUser": {"400", "401", "403", "404", "422"},
    "deleteCredential": {"400", "401", "403", "404", "422"},
}
OURS = {"413", "415"}
"""What HTTP asks of a server that reads bodies, whether a vendor's page says so or not."""

SHOWN = {
    "id": "string", "name": ["string", "null"], "isAdmin": "boolean", "isPrimaryAdmin": "boolean",
    "accountEnabled": "boolean", "email": ["string", "null"], "lastLoggedInAt": "string", "roles": ["array", "null"],
    "showApi": "boolean", "isFrozen": "boolean",
}  # fmt: skip


@proves("CUBI-01", "CUBI-10", "CUBI-17", "CUBI-20", "CUBI-28", "CUBI-40", "CUBI-50", "CUBI-58", "CUBI-60", "CUBI-63")
def test_the_partner_operations_are_those_of_the_page() -> None:
    """Method, path and success of each, on the documented host."""
    (server,) = testing.specs()[SPEC]["servers"]
    assert server["url"] == "https://cubi-sandbox-api.customersbank.com/partners/v1"
    found = {known.id: known for known in operations() if known.spec == SPEC}
    answered = {
        id: [status for status in known.described["responses"] if status < "300"] for id, known in found.items()
    }
    assert {id: (known.method, known.path, *answered[id]) for id, known in found.items()} == OPERATIONS


@proves("CUBI-19", "CUBI-34", "CUBI-43", "CUBI-59", "CUBI-64")
def test_refusals_are_among_the_printed_ones() -> None:
    """No operation declares another one, but for those of a body that is too large or mislabelled."""
    for id, printed in REFUSALS.items():
        declared = {status for status in operation(id).described["responses"] if status >= "400"}
        assert declared - OURS <= printed
        assert {"401", "403"} <= declared


@proves("CUBI-21", "CUBI-22", "CUBI-23", "CUBI-24", "CUBI-25", "CUBI-26")
def test_the_list_takes_the_printed_parameters() -> None:
    """Names and types of all six, none of them required."""
    declared = {each["name"]: each for each in operation("listPartnerUsers").described["parameters"]}
    types = {name: (each["schema"]["type"], each["schema"].get("format")) for name, each in declared.items()}
    assert types == {
        "username": ("string", None),
        "paginateResults": ("boolean", None),
        "page": ("integer", "int32"),
        "perPage": ("integer", "int32"),
        "sortOn": ("string", None),
        "sortAscending": ("boolean", None),
    }
    assert not any(each.get("required") for each in declared.values())


@proves("CUBI-12", "CUBI-13", "CUBI-14", "CUBI-15", "CUBI-52", "CUBI-53", "CUBI-54", "CUBI-55", "CUBI-56", "CUBI-51")
def test_bodies_have_the_printed_members() -> None:
    """Names, with their capitals, and types; the update has no e-mail address."""
    text, flag = ["string", "null"], ["boolean", "null"]
    assert _types("NewUser") == {"name": text, "email": text, "isAdmin": "boolean", "showApi": "boolean"}
    assert _types("UserUpdate") == {
        "id": "string", "name": text, "isAdmin": flag, "Roles": ["array", "null"], "showApi": flag,
    }  # fmt: skip


@proves("CUBI-18", "CUBI-29", "CUBI-31", "CUBI-41", "B-46")
def test_replies_have_the_printed_members() -> None:
    """All of them, always, and none beside them but the id of a creation."""
    assert _types("User") == SHOWN
    assert set(_types("UserPage")) == {"pageSize", "pageOffset", "totalPages", "totalItemCount", "items"}
    key = {"keyId", "displayName", "startDateTime", "endDateTime", "hint", "secretText"}
    assert set(_types("CreatedUser")) == key | {"id"}
    assert set(_types("Credential")) == set(_types("IssuedCredential")) == key
    for name in ("User", "UserPage", "CreatedUser", "Credential", "IssuedCredential"):
        assert set(_schema(name)["required"]) == set(_types(name))


def _types(name: str) -> dict[str, Any]:
    return {member: told.get("type") for member, told in _schema(name)["properties"].items()}


def _schema(name: str) -> dict[str, Any]:
    return dict(testing.specs()[SPEC]["components"]["schemas"][name])
