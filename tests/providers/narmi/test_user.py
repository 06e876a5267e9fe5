"""Users: added by hand, both branches; contact information; roles; and somebody without a past."""

from typing import Any

import pytest

from simulator.domain.call import put
from simulator.domain.problem import Refused
from simulator.providers.narmi.handlers.profile import LISTS
from simulator.providers.narmi.record.core import CoreUser
from tests.providers.narmi.staffed import ADMIN, CLEO, NOBODY, after, asked, codes, done, seen, user

STATE = seen(CLEO)
STAFF = {
    "kind": "staff",
    "admin": False,
    "first_name": "Noor",
    "last_name": "Haddad",
    "email": "noor@example.com",
    "phone": "+15555550009",
    "role": "Support",
}


def test_staff_is_added_invited_and_written_to() -> None:
    outcome = asked(STATE, "addManagedUser", body=STAFF)
    shown: Any = outcome.reply.body
    assert (shown["type"], shown["role"], shown["invited"], shown["login"]) == (
        "staff",
        "Support",
        True,
        STAFF["email"],
    )
    (message,) = [change.record for change in outcome.changes if change.slice == "outbox"]
    assert (message.to, message.link in message.text) == (STAFF["email"], True)
    state = after(STATE, outcome)
    assert [entry.action for entry in state.history(shown["id"]).entries] == ["user.create"]
    in_uat = asked(seen(environment="uat"), "addManagedUser", body=STAFF)
    assert "outbox" not in {change.slice for change in in_uat.changes}
    admin: Any = asked(STATE, "addManagedUser", body={**STAFF, "admin": True}).reply.body
    assert (admin["type"], admin["role"]) == ("admin", None)


@pytest.mark.parametrize(
    ("change", "member"),
    [({"role": None}, "role"), ({"role": "Nobody"}, "role"), ({"email": "CLEO"}, "email")],
)
def test_staff_without_a_known_role_or_with_a_taken_login_is_422(change: dict[str, Any], member: str) -> None:
    wish = {name: value for name, value in {**STAFF, **change}.items() if value is not None}
    with pytest.raises(Refused) as caught:
        asked(STATE, "addManagedUser", body=wish)
    assert [one.at for one in caught.value.problem.violations] == [f"/{member}"]


def test_a_customer_by_hand_is_named_as_on_the_core() -> None:
    core = put("narmi", "cores", "30001", CoreUser("30001", "Opal", "Winters", phone="+15555550008"))
    state = after(STATE, [core])
    wish = {
        "kind": "customer",
        "username": "Opal",
        "email": "o@example.com",
        "core_user_id": "30001",
        "category": "personal",
    }
    shown, later = done(state, "addManagedUser", body=wish)
    assert (shown["first_name"], shown["phone"], shown["enrollment"]) == ("Opal", "+15555550008", "pending_code")
    for change, member in (
        ({}, "username"),
        ({"username": "new"}, "core_user_id"),
        ({"username": "n", "core_user_id": "5"}, "core_user_id"),
    ):
        with pytest.raises(Refused) as caught:
            asked(later, "addManagedUser", body={**wish, **change})
        assert f"/{member}" in [one.at for one in caught.value.problem.violations]
    without = after(seen(enrollment_codes=False), [core])
    assert done(without, "addManagedUser", body=wish)[0]["enrollment"] == "complete"


def test_contact_changes_write_one_line_each_and_equal_values_none() -> None:
    wish = {"phone": "+15555550007", "username": "Cleo2", "email": "c2@example.com", "address": {"city": "Rome"}}
    shown, state = done(STATE, "editUserContact", CLEO, body=wish)
    assert (shown["phone"], shown["login"], shown["email"], shown["address"]["city"]) == (
        "+15555550007",
        "Cleo2",
        "c2@example.com",
        "Rome",
    )
    assert sorted(codes(state, CLEO)) == ["account.update", "address.update", "phone.update", "user.email_update"]
    assert asked(state, "editUserContact", CLEO, body=wish).changes == ()
    kept, _ = done(state, "editUserContact", CLEO, body={"address": {"zip": "1", "planet": "Mars"}})
    assert (kept["address"]["city"], kept["address"]["zip"]) == ("Rome", "1")
    with pytest.raises(Refused):
        asked(STATE, "editUserContact", CLEO, body={"username": ADMIN.login.upper()})
    assert done(STATE, "editUserContact", CLEO, body={"username": "CLEO"})[0]["login"] == "CLEO"


def test_roles_are_listed_by_name() -> None:
    body, _ = done(STATE, "listRoles")
    assert [one["name"] for one in body["results"]] == ["Lead", "Nothing", "Support"]


def test_a_newcomer_has_empty_lists() -> None:
    state = after(STATE, [put("narmi", "users", NOBODY, user("newcomer", user_id=NOBODY))])
    for operation in LISTS:
        assert done(state, operation, user("newcomer", user_id=NOBODY))[0]["meta"]["total"] == 0
