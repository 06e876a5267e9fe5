"""Customers Bank, profile sandbox: users and credentials that the run makes, changes and removes again."""

import uuid

import pytest

from contract_tests.claims import proves
from contract_tests.upstream import cleaning, pages
from contract_tests.upstream.upstream import Upstream

USERS = ("createPartnerUser", "getPartnerUser", "listPartnerUsers", "updatePartnerUser", "deletePartnerUser")
CREDENTIALS = ("createCredential", "listCredentials", "deleteCredential")
UNTOUCHED = ("isAdmin", "email", "roles", "isPrimaryAdmin", "accountEnabled", "isFrozen")


@pytest.mark.needs(*USERS)
@proves("CUBI-10", "CUBI-11", "CUBI-17", "CUBI-40", "CUBI-50", "CUBI-51", "CUBI-60", "CUBI-63", "B-43")
def test_a_user_is_made_read_listed_updated_and_deleted(upstream: Upstream) -> None:
    """Each step shows in the reads that follow it; at the end nobody is there any more."""
    id = cleaning.newcomer(upstream)
    before = upstream.call("getPartnerUser", {"userId": id}).json
    assert (before["name"], before["isAdmin"], before["showApi"]) == ("Contract Suite", False, False)
    assert id in _listed(upstream)
    change = {"id": id, "name": "Contract Suite Changed", "isAdmin": False, "showApi": True}
    assert upstream.call("updatePartnerUser", json=change).status == 202
    after = upstream.until(
        lambda: upstream.call("getPartnerUser", {"userId": id}), lambda done: done.json["name"] == change["name"]
    ).json
    assert (after["name"], after["showApi"]) == (change["name"], True)
    assert [after[name] for name in UNTOUCHED] == [before[name] for name in UNTOUCHED]
    cleaning.gone(upstream, id)
    missing = upstream.until(lambda: upstream.call("getPartnerUser", {"userId": id}), lambda done: done.status == 404)
    assert missing.status == 404, missing
    assert id not in _listed(upstream)


@pytest.mark.needs(*USERS)
@proves("B-54")
def test_a_creation_repeated_with_its_key_makes_nobody_new(upstream: Upstream) -> None:
    """The same key and the same body hear the same answer."""
    run = upstream.guard.belongings
    body = {"name": "Contract Suite", "email": f"{run.label()}@example.com", "isAdmin": False}
    key = [("x-idempotency-key", str(uuid.uuid5(uuid.NAMESPACE_OID, run.label())))]
    made = upstream.call("createPartnerUser", json=body, headers=key)
    again = upstream.call("createPartnerUser", json=body, headers=key)
    assert (made.status, again.status) == (202, 202), again
    id = str(made.json["id"])
    upstream.until(lambda: upstream.call("getPartnerUser", {"userId": id}), lambda done: done.accepted)
    named = [user for user in pages.all_of(upstream, pages.USERS) if user["email"] == body["email"]]
    assert [user["id"] for user in named] == [id]
    assert again.json["id"] == id
    cleaning.gone(upstream, id)


@pytest.mark.needs(*CREDENTIALS)
@proves("CUBI-62", "CUBI-63", "B-41", "B-43")
def test_a_credential_is_made_listed_without_its_secret_and_deleted(upstream: Upstream) -> None:
    """The secret is shown once, and is worth nothing when the test is over."""
    name = upstream.guard.belongings.label()
    made = upstream.call("createCredential", json={"displayName": name})
    assert made.status == 200, f"creating a credential answered {made.status}"
    id = str(made.json["keyId"])
    (shown,) = [each for each in upstream.call("listCredentials").json if each["keyId"] == id]
    assert (shown["displayName"], shown["secretText"]) == (name, None)
    removed = upstream.call("deleteCredential", {"id": id})
    assert removed.status == 204, removed
    upstream.guard.belongings.removed("id", id)
    assert id not in [each["keyId"] for each in upstream.call("listCredentials").json]


def _listed(upstream: Upstream) -> list[str]:
    return [user["id"] for user in pages.all_of(upstream, pages.USERS)]
