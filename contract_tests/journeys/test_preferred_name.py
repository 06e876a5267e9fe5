"""E3: the consumer's preferred name, from setting it to every documented way of getting it wrong."""

import pytest

from contract_tests.bank import Persona
from contract_tests.banno import MERGE_PATCH, Banno, found_ids, listed
from contract_tests.claims import proves

MALFORMED, TOO_LONG, DISALLOWED = (
    {"errorCode": code} for code in ("MalformedJson", "MaximumSizeExceeded", "DisallowedCharacters")
)

REFUSED = (
    ("x" * 21, TOO_LONG), ("caf\u00e9", DISALLOWED), ("\u00e9" * 21, TOO_LONG), ("tab\there", DISALLOWED),
    ("\u001f", DISALLOWED), ("\u0080", DISALLOWED), ("\U0001f600" * 20, DISALLOWED),
    ("\U0001f600" * 21, TOO_LONG),
)  # fmt: skip
BROKEN = (
    b"", b"{", b'{"preferredName": "Hus', b"nonsense", b"[]", b"null", b'"Husband"', b"7", b'{"preferredName": 7}',
    b'{"preferredName": []}', b'{"preferredName": {}}', b'{"preferredName": true}', b'{"preferredName": "\xff"}',
    b"\xef\xbb\xbf{}", b'{"preferredName": NaN}', b"{} {}",
)  # fmt: skip


@proves("BAN-U-40", "BAN-U-41", "BAN-U-43", "BAN-U-52", "BAN-U-53", "BAN-U-54", "BAN-A-09", "BAN-U-30", "B-22", "B-16")
def test_a_preferred_name_is_set_shown_found_kept_and_deleted(banno: Banno) -> None:
    """The three printed bodies, and what each of them does to the user in both APIs."""
    before = banno.user().json
    assert "preferredName" not in before
    named = banno.patch(json={"preferredName": "Husband"})
    assert (named.status, named.body) == (204, b"")
    assert banno.user().json == {**before, "preferredName": "Husband"}
    (found,) = listed(banno.search("Husband"))
    assert (found["userId"], found["preferredName"]) == (before["userId"], "Husband")
    assert banno.patch(json={}).status == 204
    assert banno.user().json["preferredName"] == "Husband"
    assert banno.patch(json={"preferredName": None}).status == 204
    assert banno.user().json == before
    assert listed(banno.search("Husband")) == []
    assert banno.patch(json={"preferredName": None}).status == 204


@proves("BAN-U-44", "BAN-U-49", "BAN-U-50", "BAN-U-51", "B-22", "B-24")
def test_refused_names_carry_the_code_of_highest_priority(banno: Banno) -> None:
    """Size before characters; the body holds the code and nothing else; the old name stays."""
    banno.patch(json={"preferredName": "Husband"})
    for name, code in REFUSED:
        refused = banno.patch(json={"preferredName": name})
        assert (refused.status, refused.response.media_type, refused.json) == (400, "application/json", code)
    assert banno.user().json["preferredName"] == "Husband"


@proves("BAN-U-49", "B-22")
@pytest.mark.parametrize("name", ["x" * 20, " ", "~", " !\"#$%&'()*+,-./0123", ":;<=>?@[\\]^_`{|}~", "O'Brien-Smith"])
def test_printable_ascii_up_to_twenty_is_allowed(banno: Banno, name: str) -> None:
    """U+0020 to U+007E, as it was sent, spaces included."""
    assert banno.patch(json={"preferredName": name}).status == 204
    assert banno.user().json["preferredName"] == name


@proves("B-22")
def test_an_empty_name_is_allowed(banno: Banno) -> None:
    """The length may be zero; what shows afterwards is empty or absent."""
    banno.patch(json={"preferredName": "Husband"})
    assert banno.patch(json={"preferredName": ""}).status == 204
    assert banno.user().json.get("preferredName", "") == ""


@proves("BAN-U-44", "BAN-U-42", "BAN-U-51", "B-25")
@pytest.mark.parametrize("body", BROKEN)
def test_broken_bodies_are_malformed_json(banno: Banno, body: bytes) -> None:
    """No body, no JSON, no object, or a name that is neither string nor null."""
    refused = banno.patch(content=body)
    assert (refused.status, refused.json) == (400, MALFORMED)


@proves("BAN-U-51", "B-25")
def test_malformed_comes_before_too_long(banno: Banno) -> None:
    """A name that is too long in a body that is no JSON."""
    assert banno.patch(content=b'{"preferredName": "' + b"\xc3\xa9" * 40).json == MALFORMED


@proves("BAN-U-42", "BAN-U-48", "B-23")
def test_both_printed_media_types_are_taken_and_no_other(banno: Banno) -> None:
    """The body is declared as JSON, the 415 speaks of merge patch: both work, with parameters and in any case."""
    for good in (
        "application/json",
        MERGE_PATCH,
        "application/json; charset=utf-8",
        "Application/Merge-Patch+JSON;charset=UTF-8",
    ):
        assert banno.patch(json={"preferredName": good[-19:]}, media_type=good).status == 204
        assert banno.user().json["preferredName"] == good[-19:]
    for bad in (
        "text/plain",
        "application/xml",
        "application/json-patch+json",
        "application/x-www-form-urlencoded",
        "nonsense",
        "application/*",
    ):
        refused = banno.patch(json={"preferredName": "Wrong"}, media_type=bad)
        assert (refused.status, refused.body) == (415, b"")
    assert banno.user().json["preferredName"] != "Wrong"


@proves("B-26", "F-06", "BAN-U-41", "BAN-U-40")
def test_other_members_of_a_patch_are_ignored_and_pointed_out(banno: Banno) -> None:
    """Nothing but the preferred name can be patched; the rest is no error."""
    before = banno.user().json
    patched = banno.patch(json={"firstName": "Karl", "email": None, "preferredName": "Kat", "address": {"city": None}})
    assert patched.status == 204
    assert "firstName" in (patched.hint or "")
    assert banno.user().json == {**before, "preferredName": "Kat"}
    assert banno.patch(json={"email": "other@example.com"}).status == 204
    assert banno.user().json["email"] == before["email"]


@proves("F-06")
def test_of_a_member_given_twice_the_last_counts(banno: Banno) -> None:
    """With a hint beside the answer."""
    patched = banno.patch(content=b'{"preferredName": "First", "preferredName": "Last"}')
    assert patched.status == 204
    assert "preferredName" in (patched.hint or "")
    assert banno.user().json["preferredName"] == "Last"


@proves("BAN-A-12", "BAN-U-45")
def test_without_a_token_the_name_stays(banno: Banno) -> None:
    """401, without a body, and before anything else is looked at."""
    for sent in ({"json": {"preferredName": "Thief"}}, {"content": b"{"}, {"json": {}, "media_type": "text/plain"}):
        refused = banno.patch(token="", **sent)
        assert (refused.status, refused.body) == (401, b"")
    assert "preferredName" not in banno.user().json


@proves("BAN-U-31", "BAN-U-46", "F-04", "BAN-A-10")
def test_another_user_is_unauthorized_for_a_consumer_and_not_found_for_an_administrator(banno: Banno) -> None:
    """A consumer token knows nobody but its own user, existing or not; an Admin token sees that there is nobody."""
    own, admin = banno.bank.token("banno-consumer"), banno.bank.token("banno-admin")
    nobody = Persona("", user_id="00000000-0000-4000-8000-00000000dead")
    other, _ = banno.bank.persona_pair()
    for person in (nobody, other, Persona("", user_id="no-uuid")):
        assert banno.user(person, token=own).status == 401
        assert banno.patch(person, json={"preferredName": "Thief"}, token=own).status == 401
        assert banno.put(person, json={"email": "thief@example.com"}, token=own).status == 401
    assert banno.user(nobody, token=admin).status == 404
    assert banno.user(Persona("", user_id="no-uuid"), token=admin).status == 404
    assert banno.user(other, token=admin).status == 200


@proves("BAN-U-46")
def test_a_deleted_user_is_not_found_with_its_own_token(banno: Banno) -> None:
    """The token is good, the user is its own, and yet there is nobody: 404."""
    own = banno.bank.token("banno-consumer")
    banno.bank.control("DELETE", f"/users/banno/{banno.user().json['userId']}")
    assert banno.user(token=own).status == 404
    assert banno.patch(json={}, token=own).status == 404
    assert banno.put(json={"email": "gone@example.com"}, token=own).status == 404


@proves("B-16")
def test_a_found_preferred_name_is_that_of_the_right_user(banno: Banno) -> None:
    """Two users, two names, no mix-up."""
    first, second = banno.bank.persona_pair()
    banno.patch(first, json={"preferredName": "Alpha-one"})
    banno.patch(second, json={"preferredName": "Beta-two"})
    assert found_ids(banno.search("alpha-ONE", first.institution_id)) == [first.user_id]
    assert found_ids(banno.search("beta-TWO", second.institution_id)) == [second.user_id]
