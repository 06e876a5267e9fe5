"""Locking and unlocking, and support PINs."""

import re

import pytest

from contract_tests.chronicle import AGENT, noted
from contract_tests.claims import proves
from contract_tests.journeys.test_only_that import only
from contract_tests.narmi import ADMIN, HUGO, KATHY, MARISOL, NO_PHONE, PROVIDER, SEAN, SUPPORT, YUSUF, ZOE, Narmi
from contract_tests.refusals.sound import untouched

REASONS = ("contact info or email", "password or email reset", "external account details")


@proves("NARMI-082", "NARMI-083", "B-73", "B-74", "B-82", "NARMI-H-76", "NARMI-H-77", "F-11")
@pytest.mark.parametrize("who", [KATHY, SUPPORT])
def test_a_lock_keeps_out_and_archives_until_it_is_taken_off(narmi: Narmi, who: str) -> None:
    """Login works, then not, then again; archived meanwhile; a second time 409; nobody else is touched."""
    kind = "customer" if who == KATHY else "staff"
    assert narmi.user(who).json["locked"] is False
    if kind == "customer":
        narmi.happens(who, "logins")
    with untouched(narmi.bank):
        refused = narmi.act(who, "unlock")
        assert (refused.status, refused.json["id"]) == (409, "user_not_locked")
    with noted(narmi, who, "user.lock"), only(narmi.bank, narmi.id_of(who), PROVIDER, locked=True, archived=True):
        done = narmi.act(who, "lock")
    assert (done.status, done.json["locked"], done.json["archived"]) == (200, True, True)
    assert narmi.user(who).json == done.json
    if kind == "customer":
        narmi.happens(who, "logins", expect=409)
    with untouched(narmi.bank):
        refused = narmi.act(who, "lock")
        assert (refused.status, refused.json["id"]) == (409, "user_locked")
    with noted(narmi, who, "user.unlock"), only(narmi.bank, narmi.id_of(who), PROVIDER, locked=False, archived=False):
        done = narmi.act(who, "unlock")
    assert (done.status, done.json["locked"], done.json["archived"]) == (200, False, False)
    if kind == "customer":
        assert narmi.happens(who, "logins")["succeeded"] is True


@proves("NARMI-082")
def test_locked_staff_is_let_in_nowhere(narmi: Narmi) -> None:
    """401 with a token that was good a moment ago; unlocked, all is well."""
    token = narmi.token(SUPPORT)
    assert narmi.user(KATHY, token=token).status == 200
    assert narmi.act(SUPPORT, "lock").status == 200
    with untouched(narmi.bank):
        assert narmi.user(KATHY, token=token).status == 401
        assert narmi.act(KATHY, "lock", sent={"token": token}).status == 401
    assert narmi.act(SUPPORT, "unlock").status == 200
    assert narmi.user(KATHY, token=token).status == 200


@proves("NARMI-048", "NARMI-M-15")
def test_an_entry_tells_who_when_and_from_where(narmi: Narmi) -> None:
    """The staff user, the sandbox's clock, the address of the connection, and the browser with its version."""
    narmi.bank.clock.freeze("2026-03-04T05:06:07Z")
    narmi.bank.tokens.clear()
    narmi.act(KATHY, "lock", sent={"headers": [AGENT], "by": ADMIN})
    entry = narmi.items(KATHY, "history")[0]
    assert entry["action"] == "user.lock"
    assert entry["actor"] == {"type": "staff", "id": narmi.id_of(ADMIN), "name": "Winona Clarke"}
    assert entry["at"].startswith("2026-03-04T05:06:07")
    assert re.fullmatch(r"[0-9a-f.:]+", entry["ip"])
    assert (entry["device"], entry["version"]) == ("Chrome", "126.0")


@proves("NARMI-084", "NARMI-P-20", "NARMI-P-21", "NARMI-H-86", "NARMI-H-87", "F-11")
@pytest.mark.parametrize("reason", [*REASONS, None])
def test_a_pin_is_sent_and_read_back(narmi: Narmi, reason: str | None) -> None:
    """202 with an SMS to the phone of the profile; a wrong PIN 422, the right one 200, and then none is out."""
    phone = narmi.user(MARISOL).json["phone"]
    with noted(narmi, MARISOL, "verify.create"):
        sent = narmi.act(MARISOL, "verify", **({} if reason is None else {"reason": reason}))
    assert sent.status == 202
    assert (sent.json["channel"], sent.json["reason"]) == ("sms", reason)
    assert sent.json["to"].endswith(phone[-4:])
    assert phone not in sent.json["to"]
    message = narmi.bank.outbox()[-1]
    assert (message["channel"], message["to"]) == ("sms", phone)
    (pin,) = re.findall(r"\b\d{6}\b", message["text"])
    assert pin not in str(sent.json)
    with noted(narmi, MARISOL):
        for place in range(6):
            wrong = f"{pin[:place]}{(int(pin[place]) + 1) % 10}{pin[place + 1 :]}"
            assert confirmed(narmi, MARISOL, wrong) == 422, place
    with noted(narmi, MARISOL, "user.verify"):
        done = narmi.act(MARISOL, "verify_confirm", confirm=None, pin=pin)
    assert (done.status, done.json) == (200, {"verified": True, "reason": reason})
    with untouched(narmi.bank):
        refused = narmi.act(MARISOL, "verify_confirm", confirm=None, pin=pin)
        assert (refused.status, refused.json["id"]) == (409, "no_pin_sent")


@proves("NARMI-084", "NARMI-P-02", "NARMI-P-20")
def test_whom_no_pin_is_sent_to(narmi: Narmi) -> None:
    """409 for staff, for who has no phone, and where the feature is off; 422 for a reason that is none."""
    with untouched(narmi.bank):
        for who, rule in ((SUPPORT, "customers_only"), (ADMIN, "customers_only"), (NO_PHONE, "no_phone")):
            refused = narmi.act(who, "verify")
            assert (refused.status, refused.json["id"]) == (409, rule)
            assert confirmed(narmi, who, "123456") == 409
        assert narmi.act(KATHY, "verify", reason="curiosity").status == 422
        assert confirmed(narmi, KATHY, "123456") == 409
    narmi.edit(KATHY, offlineVerification=False)
    with untouched(narmi.bank):
        assert narmi.act(KATHY, "verify").json["id"] == "feature_off"


@proves("NARMI-M-16", "NARMI-082", "NARMI-M-07")
def test_nobody_locks_oneself(narmi: Narmi) -> None:
    """409, in the menu too; a colleague may."""
    supervisor = {"permissions": ["Can view user", "Can lock staff user"]}
    with untouched(narmi.bank):
        for sent in ({}, supervisor):
            refused = narmi.act(ADMIN, "lock", sent=dict(sent))
            assert (refused.status, refused.json["id"]) == (409, "own_account")
    narmi.edit(SUPPORT, role="Supervisor")
    assert narmi.actions(ADMIN)["lock"]["available"] is False
    assert narmi.actions(ADMIN, by=SUPPORT)["lock"]["available"] is True
    with untouched(narmi.bank):
        assert narmi.act(SUPPORT, "lock", sent={"by": SUPPORT}).json["id"] == "own_account"
    assert narmi.act(ADMIN, "lock", sent={"by": SUPPORT}).status == 200
    assert narmi.user(KATHY).status == 401


@proves("NARMI-084", "NARMI-P-21", "NARMI-M-17")
def test_a_pin_is_its_user_s_until_it_is_spent_or_old(narmi: Narmi) -> None:
    """Another user's is wrong; one that is out is sent again; a new one is another; an old one is 409."""
    narmi.bank.clock.freeze()
    first, other, again = (pin(narmi, who) for who in (MARISOL, ZOE, MARISOL))
    assert again == first != other
    assert [confirmed(narmi, MARISOL, other), confirmed(narmi, ZOE, first)] == [422, 422]
    assert [confirmed(narmi, MARISOL, first), confirmed(narmi, ZOE, other)] == [200, 200]
    late = pin(narmi, MARISOL)
    assert late != first
    narmi.bank.clock.advance(24 * 3600)
    narmi.bank.tokens.clear()
    with untouched(narmi.bank):
        refused = narmi.act(MARISOL, "verify_confirm", confirm=None, pin=late)
        assert (refused.status, refused.json["id"]) == (409, "pin_expired")


@proves("NARMI-P-21", "B-82")
def test_a_pin_goes_to_the_phone_of_the_profile(narmi: Narmi) -> None:
    """By SMS, to the new number after an edit, whatever devices there are."""
    assert narmi.contact(MARISOL, {"phone": "+15555550188"}).status == 200
    narmi.act(MARISOL, "verify")
    assert [(one["channel"], one["to"]) for one in narmi.bank.outbox()[-1:]] == [("sms", "+15555550188")]


@proves("NARMI-083", "NARMI-082")
def test_whoever_was_locked_before_is_unlocked_alike(narmi: Narmi) -> None:
    """The personas who begin locked, and the one whom a PIN is out for."""
    for who in (HUGO, YUSUF):
        assert (narmi.user(who).json["locked"], narmi.act(who, "unlock").status) == (True, 200)
        assert narmi.user(who).json["archived"] is False
    assert narmi.act(SEAN, "lock").status == 200


def confirmed(narmi: Narmi, who: str, pin: str) -> int:
    """The status of a PIN that is read back."""
    return narmi.act(who, "verify_confirm", confirm=None, pin=pin).status


def pin(narmi: Narmi, who: str) -> str:
    """A PIN that was just sent."""
    assert narmi.act(who, "verify").status == 202
    return str(re.findall(r"\b\d{6}\b", narmi.bank.outbox()[-1]["text"])[0])
