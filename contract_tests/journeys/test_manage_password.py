"""E14: password resets with their link on the screen, bill pay credentials, and what is different in UAT."""

from typing import Any

import pytest

from contract_tests.chronicle import noted
from contract_tests.claims import proves
from contract_tests.narmi import INVITED, KATHY, MARISOL, NADIA, NO_EMAIL, OWNER, READER, SUPPORT, ZOE, Narmi
from contract_tests.refusals.sound import untouched

RESET = ("user.request_password_reset", "password_reset_confirm.create")
PERMISSION = "Can resend password reset user"
BILLPAY = "Can manage a users bill pay credentials"
CREATE, UPDATE = "create_billpay_credential", "update_billpay_credentials"
PASSWORD = "a-new-password-7"


@proves(
    "NARMI-094", "NARMI-101", "NARMI-P-10", "NARMI-P-22", "B-72", "F-11", "NARMI-H-39", "NARMI-H-82", "NARMI-H-84",
)  # fmt: skip
@pytest.mark.parametrize("uat", [False, True], ids=["production", "uat"])
def test_a_reset_shows_a_link_that_works_once(narmi: Narmi, uat: bool) -> None:
    """Two entries; the link on the screen, in production also by e-mail, in UAT not; followed, a third entry."""
    if uat:
        narmi.uat()
    email = narmi.user(KATHY).json["email"]
    with noted(narmi, KATHY, *RESET):
        done = narmi.act(KATHY, "reset_password", sent={"permissions": [PERMISSION]})
    assert done.status == 200
    link = done.json["link"]
    assert f"/s/{narmi.bank.sandbox}/_simulator/reset/" in link
    messages = [(one["channel"], one["to"], one["link"]) for one in narmi.bank.outbox()]
    assert messages == ([] if uat else [("email", email, link)])
    with noted(narmi, KATHY, "user.reset_password", by=KATHY, actor="user"):
        assert narmi.followed(link, PASSWORD).status in (200, 303)
    assert narmi.happens(KATHY, "logins", password=PASSWORD)["succeeded"] is True
    assert narmi.happens(KATHY, "logins", password="wrong")["succeeded"] is False
    with untouched(narmi.bank):
        assert narmi.followed(link, "another-password-8").status in (404, 409, 410)
    assert narmi.happens(KATHY, "logins", password=PASSWORD)["succeeded"] is True


@proves("NARMI-P-22", "NARMI-094")
def test_a_link_expires_soon(narmi: Narmi) -> None:
    """When the answer says; until then it is good."""
    narmi.bank.clock.freeze("2026-03-04T05:06:07Z")
    narmi.bank.tokens.clear()
    done = narmi.act(KATHY, "reset_password").json
    assert done["expires_at"].startswith("2026-03-04T06:06:07")
    narmi.bank.clock.advance(3599)
    assert Narmi(narmi.bank.fork()).bank.send("GET", path(done["link"])).status == 200
    narmi.bank.clock.advance(1)
    with untouched(narmi.bank):
        assert narmi.followed(done["link"], PASSWORD).status in (404, 409, 410)
    assert narmi.happens(KATHY, "logins", password=PASSWORD)["succeeded"] is False


@proves("NARMI-P-10", "NARMI-101")
def test_staff_gets_a_link_in_uat_alone(narmi: Narmi) -> None:
    """In production the e-mail alone has it; in UAT the screen."""
    done = narmi.act(SUPPORT, "reset_password")
    assert (done.status, done.json) == (200, {"link": None, "expires_at": None})
    assert narmi.bank.outbox()[-1]["to"] == narmi.user(SUPPORT).json["email"]
    assert narmi.bank.outbox()[-1]["link"]
    count = len(narmi.bank.outbox())
    narmi.uat()
    assert narmi.act(SUPPORT, "reset_password").json["link"]
    assert len(narmi.bank.outbox()) == count


@proves("NARMI-P-10", "NARMI-094")
def test_a_reset_needs_the_permission(narmi: Narmi) -> None:
    """403 without it, for customers and staff; who has no address gets the link on the screen all the same."""
    with untouched(narmi.bank):
        for who in (KATHY, SUPPORT, NADIA):
            assert narmi.act(who, "reset_password", sent={"permissions": ["Can view user", BILLPAY]}).status == 403
            assert narmi.act(who, "reset_password", sent={"by": READER}).status == 403
    assert narmi.act(NO_EMAIL, "reset_password").json["link"]
    assert narmi.bank.outbox() == []


@proves("NARMI-100", "NARMI-101", "NARMI-093", "NARMI-085", "NARMI-020")
def test_uat_sends_no_email(narmi: Narmi) -> None:
    """Code, invitation, a new user's invitation: done, and not sent."""
    narmi.uat()
    for who, action in ((NADIA, "resend_enrollment_code"), (INVITED, "resend_invite")):
        with noted(narmi, who, "enroll_verify.create"):
            done = narmi.act(who, action)
        assert (done.status, done.json["sent"]) == (202, False)
    wish = {
        "kind": "staff",
        "admin": True,
        "first_name": "I",
        "last_name": "D",
        "email": "i@example.com",
        "phone": "+15555550172",
    }
    assert narmi.add(wish).status == 201
    assert narmi.act(KATHY, "reset_password").status == 200
    assert [one for one in narmi.bank.outbox() if one["channel"] == "email"] == []


@proves("NARMI-091", "NARMI-092", "NARMI-P-08", "NARMI-H-19", "NARMI-H-20", "F-11", "NARMI-M-07")
def test_bill_pay_in_order(narmi: Narmi) -> None:
    """None yet: 409; made 201; again 409; seen 200 without an entry; changed 200 with one; the same again without."""
    with untouched(narmi.bank):
        assert narmi.items(MARISOL, "billpay_credentials") == []
        assert narmi.act(MARISOL, UPDATE).json["id"] == "no_credential"
    with noted(narmi, MARISOL, "billpay_credential.create"):
        made = narmi.act(MARISOL, CREATE, sent={"permissions": [BILLPAY]})
    assert made.status == 201
    assert made.json["account_identifier"]
    assert made.json["access_token"]
    with untouched(narmi.bank):
        again = narmi.act(MARISOL, CREATE)
        assert (again.status, again.json["id"]) == (409, "credential_exists")
        seen = narmi.act(MARISOL, UPDATE)
        assert (seen.status, seen.json) == (200, made.json)
        assert narmi.items(MARISOL, "billpay_credentials") == [made.json]
    for name, value in (("account_identifier", "BP-2"), ("access_token", "bpt_2")):
        before = narmi.act(MARISOL, UPDATE).json
        with noted(narmi, MARISOL, "billpay_credential.update"):
            changed = narmi.act(MARISOL, UPDATE, **{name: value})
        assert (changed.status, changed.json[name]) == (200, value)
        kept = {"account_identifier", "access_token"} - {name}
        assert {each: changed.json[each] for each in kept} == {each: before[each] for each in kept}
        with untouched(narmi.bank):
            assert narmi.act(MARISOL, UPDATE, **{name: value}).json == changed.json
    assert narmi.items(MARISOL, "billpay_credentials") == [changed.json]


@proves("NARMI-091", "NARMI-092", "NARMI-P-08", "NARMI-M-02")
def test_who_has_no_bill_pay(narmi: Narmi) -> None:
    """409 for staff, 403 without the permission, 422 for what is blank or no text; a business may have it."""
    with untouched(narmi.bank):
        for action in (CREATE, UPDATE):
            assert narmi.act(SUPPORT, action).json["id"] == "customers_only"
            assert narmi.act(ZOE, action, sent={"permissions": ["Can view user"]}).status == 403
        odd: tuple[Any, ...] = ("", " ", 7, None, [])
        for value in odd:
            for name in ("account_identifier", "access_token"):
                refused = narmi.act(ZOE, UPDATE, **{name: value})
                assert (refused.status, list(refused.json["message"])) == (422, [name])
        path = narmi.path(ZOE, "billpay_credentials")
        assert narmi.call("GET", path, permissions=["Can view user"]).status == 403
        assert narmi.call("GET", path, permissions=[BILLPAY]).status == 403
    assert narmi.call("GET", path, permissions=["Can view user", BILLPAY]).status == 200
    assert narmi.act(OWNER, CREATE).status == 201


@proves("NARMI-091")
def test_two_credentials_are_never_alike(narmi: Narmi) -> None:
    """Each user's is another."""
    made = [narmi.act(who, CREATE).json for who in (KATHY, MARISOL)]
    for name in ("account_identifier", "access_token"):
        assert len({one[name] for one in made}) == 2


def path(link: str) -> str:
    """The path of a link below its sandbox."""
    return link[link.index("/_simulator/") :]
