"""Who may do what: one row for each operation and the permission that it needs, and nothing but that."""

from collections.abc import Callable
from typing import Any

import pytest

from contract_tests.bank import Persona
from contract_tests.claims import proves
from contract_tests.exchange import Exchange
from contract_tests.narmi import (
    ADMIN,
    API,
    HUGO,
    INVITED,
    KATHY,
    MARISOL,
    NADIA,
    NOBODY,
    READER,
    SPARE,
    SPARE_OF_HUGO,
    SUPPORT,
    YUSUF,
    ZOE,
    Narmi,
)
from contract_tests.refusals.sound import untouched

VIEW = "Can view user"
Sent = dict[str, Any]
Doing = Callable[[Narmi, Sent], Exchange]


def act(who: str, action: str, **body: Any) -> Doing:
    """An action on somebody."""
    return lambda narmi, sent: narmi.act(who, action, sent=sent, **body)


def get(who: str, *more: str) -> Doing:
    """A read about somebody."""
    return lambda narmi, sent: narmi.call("GET", narmi.path(who, *more), **sent)


def device(narmi: Narmi) -> str:
    """The path of a phone."""
    return narmi.path(MARISOL, "mfa_devices", next(
        one["id"] for one in narmi.items(MARISOL, "mfa_devices") if one["type"] == "phone"
    ))  # fmt: skip


def external(narmi: Narmi, *more: str) -> str:
    """The path of a pending external account."""
    pending = (one["id"] for one in narmi.items(MARISOL, "external_accounts") if one["state"] == "pending")
    return narmi.path(MARISOL, "external_accounts", next(pending), *more)


LISTS = (
    "accounts", "external_accounts", "scheduled_transfers", "external_transfers", "wires", "threads", "notes",
    "history", "mfa_devices", "features", "authorized_apps", "linked_services", "actions",
)  # fmt: skip
ROWS: dict[str, tuple[str, Doing]] = {
    "list": (VIEW, lambda narmi, sent: narmi.users(**sent)),
    "user": (VIEW, get(KATHY)),
    **{name: (VIEW, get(MARISOL, name)) for name in LISTS},
    "lock a customer": ("Can lock user", act(KATHY, "lock")),
    "unlock a customer": ("Can lock user", act(YUSUF, "unlock")),
    "lock staff": ("Can lock staff user", act(SUPPORT, "lock")),
    "lock an Admin": ("Can lock staff user", act("rhea-malik", "lock")),
    "resend an invite": ("Can add staff user", act(INVITED, "resend_invite")),
    "link": ("Can manage user's linked core user ids", act(MARISOL, "link_core_user_id", core_user_id=SPARE)),
    "change the core ID": (
        "Can change user core user id", act(HUGO, "change_core_user_id", core_user_id=SPARE_OF_HUGO),
    ),
    "create a credential": ("Can manage a users bill pay credentials", act(MARISOL, "create_billpay_credential")),
    "update a credential": ("Can manage a users bill pay credentials", act(ZOE, "update_billpay_credentials")),
    "resend a code": ("Can resend password reset user", act(NADIA, "resend_enrollment_code")),
    "reset a password": ("Can resend password reset user", act(KATHY, "reset_password")),
    "reset staff's password": ("Can resend password reset user", act(READER, "reset_password")),
    "update the e-mail": ("Can change user email", act(MARISOL, "update_email")),
    "log in as a user": ("Can emulate user", lambda narmi, sent: narmi.emulate(KATHY, **sent)),
    "backup codes": (
        "Can generate lockout codes user",
        lambda narmi, sent: narmi.call("POST", narmi.path(MARISOL, "mfa_devices", "backup_codes"), **sent),
    ),
    "number type": (
        "Can update 2FA device number type",
        lambda narmi, sent: narmi.call("PATCH", device(narmi), {"number_type": "voip"}, **sent),
    ),
    "notification history": ("Can view notification history", get(MARISOL, "notification_history")),
    "edit an external account": (
        "Can update details of an external account",
        lambda narmi, sent: narmi.call("PATCH", external(narmi), {"state": "verified"}, **sent),
    ),
    "reset attempts": (
        "Can update details of an external account",
        lambda narmi, sent: narmi.call("POST", external(narmi, "reset_attempts"), **sent),
    ),
    "edit the e-mail": (
        "Can change user email", lambda narmi, sent: narmi.contact(KATHY, {"email": "new@example.com"}, **sent),
    ),
    "roles": ("Can view group", lambda narmi, sent: narmi.call("GET", "/roles", **sent)),
}  # fmt: skip
FREE: dict[str, Doing] = {
    "verify": act(MARISOL, "verify"),
    "check deleted transactions": act(MARISOL, "check_deleted_transactions"),
    "update from the core": act(MARISOL, "update_user"),
    "debug an enrolment": lambda narmi, sent: narmi.call("POST", "/enrollment_debugger", {"core_user_id": "1"}, **sent),
    "send a message": lambda narmi, sent: narmi.call(
        "POST", "/messages", {"user_ids": [narmi.id_of(KATHY)], "subject": "x", "body": "y"}, **sent
    ),
}
EVERY = sorted({needed for needed, _ in ROWS.values()} | {
    "Can add user", "Can edit staff user's name and other information via staff portal",
    "Can edit personal and business user's name and other information via staff portal",
})  # fmt: skip


@proves(
    "NARMI-P-01", "NARMI-P-03", "NARMI-P-05", "NARMI-P-06", "NARMI-P-08", "NARMI-P-09", "NARMI-P-10", "NARMI-P-11",
    "NARMI-P-12", "NARMI-P-14", "NARMI-P-15", "NARMI-034", "NARMI-061", "NARMI-063", "NARMI-066", "NARMI-096", "B-75",
    "F-04", "NARMI-M-02", "NARMI-M-09",
)  # fmt: skip
@pytest.mark.parametrize("row", ROWS)
def test_an_operation_needs_its_permission_and_no_other(narmi: Narmi, row: str) -> None:
    """403 that names it with all the others; a yes with it alone, in any letter case, and for an Admin."""
    needed, doing = ROWS[row]
    others = [name for name in EVERY if name != needed]
    with untouched(narmi.bank):
        for permissions in (others, []):
            refused = doing(narmi, {"permissions": permissions})
            assert (refused.status, refused.json["id"]) == (403, "permission_denied"), str(refused)
            assert needed in refused.json["message"]
    for sent in ({"permissions": [needed.swapcase()]}, {"by": ADMIN}):
        fork = Narmi(narmi.bank.fork())
        assert doing(fork, dict(sent)).accepted, sent


@proves("NARMI-P-02", "NARMI-P-04", "NARMI-P-07", "NARMI-097", "NARMI-003")
@pytest.mark.parametrize("row", FREE)
def test_some_operations_need_no_permission(narmi: Narmi, row: str) -> None:
    """A staff user without any right does them."""
    assert FREE[row](narmi, {"permissions": []}).accepted
    assert FREE[row](Narmi(narmi.bank.fork()), {"by": READER}).accepted


@proves("F-04", "NARMI-M-02")
@pytest.mark.parametrize("row", [*ROWS, *FREE])
def test_no_customer_gets_in(narmi: Narmi, row: str) -> None:
    """403 with a customer's token, whatever it says."""
    doing = {**{name: doing for name, (_, doing) in ROWS.items()}, **FREE}[row]
    token = narmi.bank.token(API, persona=Persona(ZOE))
    with untouched(narmi.bank):
        refused = doing(narmi, {"token": token})
        assert (refused.status, refused.json["id"]) == (403, "permission_denied")


@proves("F-04", "B-75")
def test_a_right_is_looked_up_at_each_call(narmi: Narmi) -> None:
    """A role that changes, an Admin who is one no more, a staff user who is deleted: the token that was good is not."""
    token = narmi.token(SUPPORT)
    assert narmi.user(KATHY, token=token).status == 200
    for role, status in (("Read only", 403), ("Support", 200)):
        narmi.edit(SUPPORT, role=role)
        fork = Narmi(narmi.bank.fork())
        assert fork.act(KATHY, "lock", sent={"by": SUPPORT}).status == status
        assert narmi.act(KATHY, "lock", confirm=None, sent={"token": token}).status == (409 if status == 200 else 403)
    boss = narmi.token("rhea-malik")
    assert narmi.call("GET", "/roles", token=boss).status == 200
    narmi.edit("rhea-malik", type="staff", role="Read only")
    assert narmi.act(KATHY, "lock", sent={"token": boss}).status == 403
    narmi.bank.control("DELETE", f"/users/narmi/{narmi.id_of(SUPPORT)}")
    assert narmi.user(KATHY, token=token).status == 401
    assert narmi.act(KATHY, "lock", sent={"token": token}).status == 401


@proves("NARMI-066", "NARMI-P-14")
def test_a_token_adds_nothing_to_a_role(narmi: Narmi) -> None:
    """All permissions in the token of staff whose role has one of them are that one."""
    assert narmi.user(KATHY, by=READER, permissions=EVERY).status == 200
    with untouched(narmi.bank):
        assert narmi.act(KATHY, "lock", sent={"by": READER, "permissions": EVERY}).status == 403


@proves("F-04", "NARMI-M-02")
@pytest.mark.parametrize("row", [row for row in ROWS if row not in ("list", "roles")])
def test_a_right_is_looked_at_before_the_user(narmi: Narmi, row: str) -> None:
    """403 without it, also for a user who is not there, so that nobody learns who is."""
    _, doing = ROWS[row]
    fork = Narmi(narmi.bank.fork())
    assert doing(fork, {"permissions": []}).status == 403
    assert narmi.call("GET", narmi.path(NOBODY), permissions=[]).status == 403
    assert narmi.act(NOBODY, "lock", sent={"permissions": [VIEW]}).status == 403
