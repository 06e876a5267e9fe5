"""E12: users who are added by hand, staff and customers, and the invitations of staff."""

from typing import Any

import pytest

from contract_tests.chronicle import noted
from contract_tests.claims import proves
from contract_tests.narmi import ADMIN, FELLOW, INVITED, KATHY, MARISOL, ONLY_ON_CORE, READER, SPARE, SUPPORT, Narmi
from contract_tests.refusals.sound import untouched

STAFF = {
    "kind": "staff", "admin": False, "first_name": "Noor", "last_name": "Haddad", "email": "noor@example.com",
    "phone": "+15555550171", "role": "Support",
}  # fmt: skip
BOSS = {**{name: value for name, value in STAFF.items() if name != "role"}, "admin": True}
CUSTOMER = {
    "kind": "customer", "username": "OpalW", "email": "opal@example.com", "core_user_id": ONLY_ON_CORE,
    "category": "personal",
}  # fmt: skip


@proves("NARMI-020", "NARMI-021", "NARMI-022", "NARMI-001", "NARMI-H-70", "B-71")
def test_staff_is_added_and_invited(narmi: Narmi) -> None:
    """201, listed at once as what was asked for, with one entry in the history and one e-mail; so is an Admin."""
    for wish, kind, role in ((STAFF, "staff", "Support"), ({**BOSS, "email": "ines@example.com"}, "admin", None)):
        made = narmi.add(wish)
        assert made.status == 201
        user = made.json
        assert (user["type"], user["role"], user["invited"], user["locked"]) == (kind, role, True, False)
        for name in ("first_name", "last_name", "email", "phone"):
            assert user[name] == wish[name]
        assert narmi.user(user["id"]).json == user
        assert [row["id"] for row in narmi.users(search=wish["email"]).json["results"]] == [user["id"]]
        assert narmi.codes(user["id"]) == ["user.create"]
        message = narmi.bank.outbox()[-1]
        assert (message["channel"], message["to"]) == ("email", wish["email"])


@proves("NARMI-020", "B-77", "NARMI-098", "NARMI-P-18")
@pytest.mark.parametrize("codes", [True, False])
def test_a_customer_is_added_by_hand(narmi: Narmi, codes: bool) -> None:
    """Named as on the core, with its accounts; where enrolment codes are on, the code is still to be entered."""
    narmi.edit(KATHY, enrollmentCodes=codes)
    made = narmi.add(CUSTOMER)
    assert made.status == 201
    user = made.json
    assert narmi.user(user["id"]).json == user
    assert (user["type"], user["login"], user["email"]) == ("customer", "OpalW", "opal@example.com")
    assert (user["category"], user["core_user_id"], user["first_name"]) == ("personal", ONLY_ON_CORE, "Opal")
    assert user["enrollment"] == ("pending_code" if codes else "complete")
    assert user["role"] is None
    accounts = narmi.items(user["id"], "accounts")
    assert accounts
    assert {account["core_user_id"] for account in accounts} == {ONLY_ON_CORE}
    assert narmi.codes(user["id"]) == ["user.create"]


@proves("NARMI-022")
def test_staff_who_is_no_admin_needs_a_role(narmi: Narmi) -> None:
    """422 that names the member, without a role and with one that nobody knows; each known role will do."""
    bare = {name: value for name, value in STAFF.items() if name != "role"}
    with untouched(narmi.bank):
        for wish in (bare, {**STAFF, "role": "Astronaut"}):
            refused = narmi.add(wish)
            assert refused.status == 422
            assert list(refused.json["message"]) == ["role"]
    for place, role in enumerate(narmi.call("GET", "/roles").json["results"]):
        made = narmi.add({**STAFF, "email": f"noor{place}@example.com", "role": role["name"]})
        assert (made.status, made.json["role"]) == (201, role["name"])


@proves("NARMI-021", "NARMI-020", "B-77", "NARMI-M-02")
@pytest.mark.parametrize("wish", [STAFF, BOSS, CUSTOMER], ids=["staff", "admin", "customer"])
def test_nothing_may_be_missing(narmi: Narmi, wish: dict[str, Any]) -> None:
    """422 that names the member, for each member left out or of the wrong kind."""
    with untouched(narmi.bank):
        for name in set(wish) - {"kind", "role"}:
            for odd in ({**wish, name: 7}, {key: value for key, value in wish.items() if key != name}):
                refused = narmi.add(odd)
                assert refused.status == 422, odd
                assert list(refused.json["message"]) == [name], odd
        for odd in ({**wish, "kind": "robot"}, {key: value for key, value in wish.items() if key != "kind"}):
            assert narmi.add(odd).status == 422


@proves("B-77", "NARMI-020")
def test_a_login_and_a_core_user_id_are_somebody_s_once(narmi: Narmi) -> None:
    """422 for a login that somebody has, in any letter case, and for a core ID that is in use or unknown."""
    taken = narmi.user(MARISOL).json
    odd: list[tuple[dict[str, Any], str]] = [
        ({**CUSTOMER, "username": taken["login"].upper()}, "username"),
        ({**CUSTOMER, "core_user_id": taken["core_user_id"]}, "core_user_id"),
        ({**CUSTOMER, "core_user_id": "99999999"}, "core_user_id"),
        ({**STAFF, "email": narmi.user(SUPPORT).json["login"].upper()}, "email"),
    ]
    with untouched(narmi.bank):
        for wish, member in odd:
            refused = narmi.add(wish)
            assert (refused.status, list(refused.json["message"])) == (422, [member]), wish
    assert narmi.add({**CUSTOMER, "core_user_id": SPARE}).status == 201
    assert narmi.add({**CUSTOMER, "username": "other", "core_user_id": SPARE}).status == 422
    assert narmi.add(CUSTOMER).status == 422


@proves("NARMI-085", "NARMI-084", "NARMI-P-02", "NARMI-P-03", "NARMI-022")
def test_onboarding_of_staff_in_order(narmi: Narmi) -> None:
    """Without role 422, with one 201, invited again 202, followed, then 409; staff does not verify staff: 409."""
    assert narmi.add({**STAFF, "role": None}).status == 422
    id = narmi.add(STAFF).json["id"]
    with noted(narmi, id, "enroll_verify.create"):
        again = narmi.act(id, "resend_invite")
    assert (again.status, again.json) == (202, {"channel": "email", "to": "noor@example.com", "sent": True})
    messages = narmi.bank.outbox()
    assert [message["to"] for message in messages] == ["noor@example.com"] * 2
    with noted(narmi, id, "user.enroll", by=id):
        assert narmi.followed(messages[-1]["link"], "correct-horse-1").status in (200, 303)
    assert narmi.user(id).json["invited"] is False
    with untouched(narmi.bank):
        refused = narmi.act(id, "resend_invite")
        assert (refused.status, refused.json["id"]) == (409, "already_activated")
        verified = narmi.act(id, "verify")
        assert (verified.status, verified.json["id"]) == (409, "customers_only")


@proves("NARMI-085", "NARMI-P-03")
def test_an_invitation_is_for_staff_who_was_added_by_hand(narmi: Narmi) -> None:
    """409 for customers and for staff who is active; 202 for who is invited; an Admin's is resent by Admins alone."""
    with untouched(narmi.bank):
        for who, rule in ((KATHY, "staff_only"), (SUPPORT, "already_activated"), (ADMIN, "already_activated")):
            refused = narmi.act(who, "resend_invite")
            assert (refused.status, refused.json["id"]) == (409, rule)
    assert narmi.act(INVITED, "resend_invite").status == 202
    assert narmi.act(FELLOW, "resend_invite").status == 202
    adder = adding(narmi)
    assert narmi.act(INVITED, "resend_invite", sent={"token": adder}).status == 202
    with untouched(narmi.bank):
        assert narmi.act(FELLOW, "resend_invite", sent={"token": adder}).status == 403
        assert narmi.act(INVITED, "resend_invite", sent={"by": READER}).status == 403


@proves("NARMI-P-13")
def test_adding_staff_and_adding_customers_are_two_permissions(narmi: Narmi) -> None:
    """Each is 403 with the other one alone."""
    for wish, other, own in (
        (STAFF, "Can add user", "Can add staff user"),
        (CUSTOMER, "Can add staff user", "Can add user"),
    ):
        with untouched(narmi.bank):
            assert narmi.add(wish, permissions=[other]).status == 403
        assert narmi.add(wish, permissions=[own]).status == 201


def adding(narmi: Narmi) -> str:
    """A token of staff, no Admin, whose role allows to add staff."""
    roles = narmi.call("GET", "/roles").json["results"]
    able = [role["name"] for role in roles if "Can add staff user" in role["permissions"]]
    assert able, f"no role adds staff among {roles}"
    narmi.edit(SUPPORT, role=able[0])
    return narmi.token(SUPPORT)
