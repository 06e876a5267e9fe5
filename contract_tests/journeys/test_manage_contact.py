"""Contact information: edited by staff with the permission, member by member; and the address taken from the core."""

from typing import Any

import pytest

from contract_tests.chronicle import noted
from contract_tests.claims import proves
from contract_tests.journeys.test_only_that import only
from contract_tests.narmi import ADMIN, KATHY, MARISOL, NO_EMAIL, PROVIDER, READER, SUPPORT, Narmi
from contract_tests.refusals.sound import untouched

EMAIL = "Can change user email"
CUSTOMERS = "Can edit personal and business user's name and other information via staff portal"
COLLEAGUES = "Can edit staff user's name and other information via staff portal"
STREET = {"address_line_one": "9 Pier Road", "address_line_two": "", "city": "Portland", "state": "ME", "zip": "04101"}


@proves("NARMI-033", "NARMI-034", "B-80", "F-11")
@pytest.mark.parametrize(
    ("change", "members", "code"),
    [
        ({"phone": "+15555550199"}, {"phone": "+15555550199"}, "phone.update"),
        ({"username": "KathyS"}, {"login": "KathyS"}, "account.update"),
        ({"email": "new@example.com"}, {"email": "new@example.com", "email_confirmed": False}, "user.email_update"),
        ({"address": STREET}, {"address": STREET}, "address.update"),
    ],
    ids=["phone", "username", "email", "address"],
)
def test_an_edit_changes_what_it_names(
    narmi: Narmi, change: dict[str, Any], members: dict[str, Any], code: str
) -> None:
    """200 with the user as it reads from then on, one entry of history, nothing else; the same again is no change."""
    before = narmi.user(KATHY).json
    with noted(narmi, KATHY, code):
        done = narmi.contact(KATHY, change)
    assert done.status == 200
    assert done.json == narmi.user(KATHY).json == {**before, **members}
    with untouched(narmi.bank):
        assert narmi.contact(KATHY, change).status == 200


@proves("NARMI-033", "B-80", "F-11")
def test_everything_is_changed_in_one_edit(narmi: Narmi) -> None:
    """One entry of history for each thing that changed; a line of the address that is left out stays."""
    wish = {"phone": "+15555550198", "username": "Marisol2", "email": "m.v@example.com", "address": {"city": "Bangor"}}
    before = narmi.user(MARISOL).json
    codes = narmi.codes(MARISOL)
    assert narmi.contact(MARISOL, wish).status == 200
    after = narmi.user(MARISOL).json
    assert (after["phone"], after["login"], after["email"]) == ("+15555550198", "Marisol2", "m.v@example.com")
    assert after["address"] == {**before["address"], "city": "Bangor"}
    new = narmi.codes(MARISOL)
    assert sorted(new[: len(new) - len(codes)]) == [
        "account.update",
        "address.update",
        "phone.update",
        "user.email_update",
    ]


@proves("NARMI-034", "NARMI-033", "NARMI-P-19", "B-75", "B-80")
@pytest.mark.parametrize(
    ("who", "change", "needed"),
    [
        (KATHY, {"phone": "+15555550199"}, [CUSTOMERS]),
        (KATHY, {"username": "KathyS"}, [CUSTOMERS]),
        (KATHY, {"address": {"city": "Portland"}}, [CUSTOMERS]),
        (KATHY, {"email": "new@example.com"}, [EMAIL]),
        (KATHY, {"email": "new@example.com", "phone": "+15555550199"}, [EMAIL, CUSTOMERS]),
        (SUPPORT, {"phone": "+15555550199"}, [COLLEAGUES]),
        (SUPPORT, {"email": "new@example.com"}, [EMAIL]),
    ],
)
def test_an_edit_needs_its_permission(narmi: Narmi, who: str, change: dict[str, Any], needed: list[str]) -> None:
    """403 with all permissions but one of these; 200 with these alone, in any letter case."""
    every = {EMAIL, CUSTOMERS, COLLEAGUES, "Can view user", "Can lock user", "Can lock staff user"}
    with untouched(narmi.bank):
        for name in needed:
            refused = narmi.contact(who, change, permissions=sorted(every - {name}))
            assert (refused.status, refused.json["id"]) == (403, "permission_denied")
            assert name in refused.json["message"]
        assert narmi.contact(who, change, by=READER).status == 403
    assert narmi.contact(who, change, permissions=[name.upper() for name in needed]).status == 200


@proves("NARMI-033", "NARMI-M-02")
@pytest.mark.parametrize(
    ("change", "member"),
    [
        ({"phone": "555"}, "phone"), ({"phone": 7}, "phone"), ({"phone": None}, "phone"),
        ({"username": ""}, "username"), ({"username": "two words"}, "username"),
        ({"email": "nobody"}, "email"), ({"email": None}, "email"),
        ({"address": "here"}, "address"), ({"address": {"zip": 4101}}, "address.zip"), ({}, "$"),
    ],
)  # fmt: skip
def test_an_edit_that_cannot_be_is_refused(narmi: Narmi, change: dict[str, Any], member: str) -> None:
    """422 that names the member."""
    with untouched(narmi.bank):
        refused = narmi.contact(KATHY, change)
        assert refused.status == 422
        assert member == "$" or list(refused.json["message"]) == [member]
    with untouched(narmi.bank):
        assert narmi.contact(KATHY, {"phone": "+15555550199", **change, "email": "x"}).status == 422


@proves("NARMI-033", "B-77")
def test_a_username_is_somebody_s_once(narmi: Narmi) -> None:
    """422 for another's in any letter case; one's own in another letter case is fine; one that was given up is free."""
    old = narmi.user(MARISOL).json["login"]
    with untouched(narmi.bank):
        refused = narmi.contact(KATHY, {"username": old.swapcase()})
        assert (refused.status, list(refused.json["message"])) == (422, ["username"])
    assert narmi.contact(MARISOL, {"username": old.swapcase()}).status == 200
    assert narmi.contact(MARISOL, {"username": "elsewhere"}).status == 200
    assert narmi.contact(KATHY, {"username": old}).status == 200


@proves("NARMI-095", "NARMI-P-11", "NARMI-034", "B-80", "NARMI-H-73")
def test_update_email_takes_over_the_institution_s_address(narmi: Narmi) -> None:
    """200 with the core's address, which is left as it is; 409 where there is none; one permission for both ways."""
    narmi.edit(KATHY, core={"email": "at.the.core@example.com"})
    assert narmi.user(KATHY).json["core_email"] == "at.the.core@example.com"
    with untouched(narmi.bank):
        assert narmi.act(KATHY, "update_email", sent={"permissions": [CUSTOMERS, COLLEAGUES]}).status == 403
    member = {"email": "at.the.core@example.com", "emailConfirmed": False}
    with (
        noted(narmi, KATHY, "user.email_update"),
        only(narmi.bank, narmi.id_of(KATHY), PROVIDER, **member),
    ):
        done = narmi.act(KATHY, "update_email", sent={"permissions": [EMAIL]})
    assert (done.status, done.json["email"]) == (200, "at.the.core@example.com")
    assert narmi.user(KATHY).json["core_email"] == "at.the.core@example.com"
    for who, rule in ((NO_EMAIL, "no_core_email"), (ADMIN, "customers_only")):
        with untouched(narmi.bank):
            refused = narmi.act(who, "update_email")
            assert (refused.status, refused.json["id"]) == (409, rule)
    assert narmi.contact(KATHY, {"email": "edited@example.com"}).status == 200
    assert narmi.user(KATHY).json["core_email"] == "at.the.core@example.com"
