"""E4: the consumer's e-mail address: PUT, what it takes, and who may do it."""

from typing import Any

import pytest

from contract_tests.bank import SAMPLE_ID
from contract_tests.banno import EMAIL_SCOPE, NAME_SCOPE, READ_SCOPE, Banno, found_ids, listed
from contract_tests.claims import proves

ADDRESS = {"streetAddress": "1 New St", "streetAddress2": "", "city": "Elsewhere", "state": "IA", "zip": "50309"}
FULL: dict[str, Any] = {
    "email": "kathy.smith@example.com",
    "userType": "Business",
    "firstName": "Karl",
    "middleName": "K.",
    "lastName": "Klein",
    "businessName": "Klein and Sons",
    "phoneNumber": "+15555559999",
    "adminLevel": "Viewer",
    "address": ADDRESS,
}


@proves("BAN-U-10", "BAN-U-11", "BAN-U-12", "BAN-U-14", "BAN-A-07", "B-16", "B-28")
def test_a_new_address_shows_everywhere_and_gets_the_mail(banno: Banno) -> None:
    """204 without a body; the new address is in all three APIs, is searchable, and the reset goes there."""
    changed = banno.put(json={"email": "kathy@example.org"})
    assert (changed.status, changed.body) == (204, b"")
    assert banno.user().json["email"] == "kathy@example.org"
    assert banno.details().json["email"] == "kathy@example.org"
    assert found_ids(banno.search("kathy@example.org")) == [SAMPLE_ID]
    assert found_ids(banno.search("user@example.com")) == []
    banno.reset()
    assert [message["to"] for message in banno.bank.outbox()] == ["kathy@example.org"]


@proves(
    "BAN-U-11", "BAN-U-15", "BAN-U-16", "BAN-U-17", "BAN-U-18", "BAN-U-19", "BAN-U-20", "BAN-U-21", "BAN-U-22", "B-27"
)
def test_every_documented_member_is_taken_but_only_the_address_changes(banno: Banno) -> None:
    """The document lists more than may be changed."""
    before, seen = banno.user().json, banno.details().json
    assert banno.put(json=FULL).status == 204
    assert banno.user().json == {**before, "email": FULL["email"]}
    assert banno.details().json == {**seen, "email": FULL["email"]}


@proves("BAN-U-13", "BAN-U-14", "B-29", "B-31")
@pytest.mark.parametrize(
    "body",
    [
        {},
        {"email": None},
        {"email": 7},
        {"email": ["a@example.com"]},
        {"Email": "a@example.com"},
        [],
        None,
        "a@example.com",
    ],
)
def test_the_address_must_be_there_and_be_a_string(banno: Banno, body: object) -> None:
    """400 without a body; the old address stays."""
    refused = banno.put(json=body)
    assert (refused.status, refused.body) == (400, b"")
    assert banno.user().json["email"] == "user@example.com"


@proves("BAN-U-13", "BAN-U-10")
@pytest.mark.parametrize(
    "body", [b"", b"{", b'{"email": "a@example.com"', b"email=a", b'{"email": "\xff"}', b'{"email": "a@b.example"}}']
)
def test_malformed_json_is_a_bad_request(banno: Banno, body: bytes) -> None:
    """Missing or malformed."""
    assert banno.put(content=body).status == 400
    assert banno.user().json["email"] == "user@example.com"


@proves("BAN-U-15", "BAN-U-16", "BAN-U-17", "BAN-U-18", "BAN-U-19", "BAN-U-20", "BAN-U-21", "BAN-U-22", "B-27")
@pytest.mark.parametrize(
    "wrong",
    [
        *({name: 1} for name in ("firstName", "middleName", "lastName", "businessName", "phoneNumber", "address")),
        *({name: []} for name in ("userType", "lastName", "phoneNumber", "adminLevel", "address")),
        {"userType": "Person"},
        {"adminLevel": "Owner"},
        {"address": {**ADDRESS, "zip": 50309}},
        *({"address": {key: value for key, value in ADDRESS.items() if key != left_out}} for left_out in ADDRESS),
    ],
)
def test_the_types_of_ignored_members_are_checked(banno: Banno, wrong: dict[str, object]) -> None:
    """A wrong type is 400 even where the value would have had no effect; an address needs its five members."""
    assert banno.put(json={**FULL, **wrong}).status == 400
    assert banno.user().json["email"] == "user@example.com"


@proves("B-28", "BAN-U-15", "BAN-U-16", "BAN-U-18", "BAN-U-19")
@pytest.mark.parametrize("kind", ["Individual", "Business"])
def test_the_deprecated_type_makes_nothing_else_mandatory(banno: Banno, kind: str) -> None:
    """The names that the text calls required hang on a member without effect."""
    assert banno.put(json={"email": "x@example.com", "userType": kind}).status == 204


@proves("B-29")
@pytest.mark.parametrize("address", ["no address at all", "", "a@b@c", "\u00fc@example.com", "x" * 300])
def test_the_form_of_the_address_is_not_checked(banno: Banno, address: str) -> None:
    """Any string is taken, and comes back as it was sent."""
    assert banno.put(json={"email": address}).status == 204
    assert (banno.user().json.get("email") or "") == address


@proves("BAN-A-07", "BAN-A-08", "BAN-A-09", "F-04")
def test_each_call_needs_its_own_scope(banno: Banno) -> None:
    """The scope alone is enough, all others together are not."""
    needed = {"getUser": READ_SCOPE, "updateUser": EMAIL_SCOPE, "patchUser": NAME_SCOPE}
    bodies: dict[str, dict[str, Any]] = {
        "updateUser": {"json": {"email": "user@example.com"}},
        "patchUser": {"json": {}},
    }
    for id, scope in needed.items():
        alone = banno.bank.token("banno-consumer", scopes=[scope])
        assert banno.call(id, token=alone, **bodies.get(id, {})).status in (200, 204)
        others = banno.bank.token("banno-consumer", scopes=[other for other in needed.values() if other != scope])
        assert banno.call(id, token=others, **bodies.get(id, {})).status == 403
    only_profile = banno.bank.token("banno-consumer", scopes=[READ_SCOPE])
    assert banno.put(json={"email": "x@example.com"}, token=only_profile).status == 403
    assert banno.user().json["email"] == "user@example.com"


@proves("BAN-A-10", "BAN-A-11", "F-04")
def test_an_administrator_may_read_but_not_write_here(banno: Banno) -> None:
    """GET with an Admin token works, PUT and PATCH are 403 whatever its permissions, and nothing changes."""
    admin = banno.bank.token("banno-admin")
    assert banno.user(token=admin).json == banno.user().json
    assert banno.put(json={"email": "admin@example.com"}, token=admin).status == 403
    assert banno.patch(json={"preferredName": "Boss"}, token=admin).status == 403
    blind = banno.bank.token("banno-admin", permissions=["banno.manage", "banno.security"])
    assert banno.user(token=blind).status == 403


@proves("BAN-A-02", "F-04")
def test_a_consumer_token_opens_no_admin_call(banno: Banno) -> None:
    """It is no token of that API: 401 or 403, and nothing happens."""
    own = banno.bank.token("banno-consumer")
    for call in (banno.details, banno.status, banno.unlock, banno.reset):
        assert call(token=own).status in (401, 403)
    assert banno.search("Kathy", token=own).status in (401, 403)
    assert banno.status().json == {"status": "Locked"}


@proves("BAN-U-11", "BAN-U-40", "BAN-U-53", "B-16", "B-29")
def test_a_change_of_letter_case_is_a_change(banno: Banno) -> None:
    """In the name and in the address, read in every API."""
    for name, address in (("kat", "kat@example.org"), ("KAT", "Kat@Example.ORG"), ("Kat", "KAT@example.org")):
        assert banno.patch(json={"preferredName": name}).status == 204
        assert banno.put(json={"email": address}).status == 204
        (kathy,) = listed(banno.search("kat@EXAMPLE.org"))
        assert [(shown["preferredName"], shown["email"]) for shown in (kathy, banno.user().json)] == [
            (name, address)
        ] * 2
        assert banno.details().json["email"] == address


@proves("B-29")
def test_two_users_may_have_one_address(banno: Banno) -> None:
    """A household often does, and both are found by it."""
    ids = sorted(person.user_id for person in banno.bank.persona_pair())
    for person in banno.bank.persona_pair():
        assert banno.put(person, json={"email": "household@example.com"}).status == 204
    assert sorted(found_ids(banno.search("household@example.com"))) == ids
