"""What staff can do to a user: when, with which permission, to which effect, and what history says."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from simulator.domain.problem import Kind, Refused
from simulator.providers.narmi.record.core import CoreUser
from simulator.providers.narmi.record.pending import Verification
from simulator.providers.narmi.record.user import User
from tests.providers.narmi.crowd import (
    BOSS,
    BUSINESS,
    CONFIRMED,
    INVITED,
    LOCKED,
    PENDING,
    PHONELESS,
    STATE,
    SUB,
    refusal,
)
from tests.providers.narmi.staffed import ADMIN, AT, CLEO, SUPPORT, after, asked, called, codes, done, seen


@pytest.mark.parametrize(
    ("operation", "about", "code"),
    [
        ("lockManagedUser", LOCKED, "user_locked"),
        ("lockManagedUser", ADMIN, "own_account"),
        ("unlockManagedUser", CLEO, "user_not_locked"),
        ("verifyUser", SUPPORT, "customers_only"),
        ("verifyUser", PHONELESS, "no_phone"),
        ("confirmVerification", CLEO, "no_pin_sent"),
        ("resendInvite", CLEO, "staff_only"),
        ("resendInvite", SUPPORT, "already_activated"),
        ("checkDeletedTransactions", SUPPORT, "customers_only"),
        ("linkCoreUserId", BUSINESS, "not_for_business"),
        ("linkCoreUserId", SUPPORT, "customers_only"),
        ("unlinkCoreUserId", BUSINESS, "not_for_business"),
        ("changeCoreUserId", CLEO, "user_not_locked"),
        ("changeCoreUserId", SUPPORT, "customers_only"),
        ("updateUserFromCore", SUB, "not_for_subuser"),
        ("updateUserFromCore", SUPPORT, "customers_only"),
        ("createBillpayCredential", SUPPORT, "customers_only"),
        ("updateBillpayCredentials", CLEO, "no_credential"),
        ("resendEnrollmentCode", CLEO, "enrollment_complete"),
        ("resendEnrollmentCode", SUPPORT, "customers_only"),
        ("updateUserEmail", SUPPORT, "customers_only"),
        ("startEmulation", SUPPORT, "customers_only"),
    ],
)
def test_what_does_not_fit_the_user_is_refused_by_its_rule(operation: str, about: User, code: str) -> None:
    more = {"body": {**CONFIRMED, "user_id": about.user_id}} if operation == "startEmulation" else {}
    assert refusal(operation, about, **more) == (Kind.CONFLICT, code)


@pytest.mark.parametrize(
    ("operation", "about"),
    [
        ("lockManagedUser", CLEO), ("lockManagedUser", SUPPORT), ("unlockManagedUser", LOCKED), ("verifyUser", CLEO),
        ("resendInvite", INVITED), ("resendInvite", BOSS), ("checkDeletedTransactions", CLEO),
        ("linkCoreUserId", CLEO), ("changeCoreUserId", LOCKED), ("updateUserFromCore", CLEO),
        ("updateUserFromCore", BUSINESS), ("createBillpayCredential", CLEO), ("resendEnrollmentCode", PENDING),
        ("resetUserPassword", CLEO), ("resetUserPassword", SUPPORT), ("updateUserEmail", CLEO),
    ],
)  # fmt: skip
def test_what_fits_needs_the_confirmation_and_nothing_else(operation: str, about: User) -> None:
    assert refusal(operation, about) == (None, "")
    for body in ({}, {"confirm": False}, {"confirm": 1}, {"confirm": "true"}):
        assert refusal(operation, about, body=body) == (Kind.CONFLICT, "confirmation_required")


def test_locking_archives_and_unlocking_ends_it() -> None:
    shown, locked = done(STATE, "lockManagedUser", CLEO, body=CONFIRMED)
    assert (shown["locked"], shown["archived"], shown["login"]) == (True, True, "Cleo")
    shown, free = done(locked, "unlockManagedUser", CLEO, body=CONFIRMED)
    assert (shown["locked"], shown["archived"]) == (False, False)
    assert codes(free, CLEO) == ["user.unlock", "user.lock"]


def test_history_says_who_when_from_where_and_with_what() -> None:
    _, locked = done(STATE, "lockManagedUser", CLEO, by=SUPPORT, body=CONFIRMED)
    entry = locked.history(CLEO.user_id).entries[-1]
    assert (entry.actor.type, entry.actor.id, entry.actor.name) == ("staff", SUPPORT.user_id, "Support Test")
    assert (entry.at, entry.ip, entry.device, entry.version) == (AT, "192.0.2.7", "curl", "8.5.0")


def test_core_user_ids_are_linked_unlinked_and_changed() -> None:
    state = after(STATE, [_core("30001")])
    body = {**CONFIRMED, "core_user_id": "30001"}
    shown, linked = done(state, "linkCoreUserId", CLEO, body=body)
    assert shown["linked_core_user_ids"] == ["30001"]
    accounts, _ = done(linked, "listAccounts", CLEO)
    assert {one["core_user_id"] for one in accounts["results"]} == {"20001", "30001"}
    assert refusal("linkCoreUserId", CLEO, linked, body=body) == (Kind.CONFLICT, "already_linked")
    own = {**CONFIRMED, "core_user_id": "20001"}
    assert refusal("linkCoreUserId", CLEO, linked, body=own) == (Kind.CONFLICT, "already_linked")
    shown, free = done(linked, "unlinkCoreUserId", CLEO, body=body)
    assert shown["linked_core_user_ids"] == []
    assert refusal("unlinkCoreUserId", CLEO, free, body=body) == (Kind.NOT_FOUND, "")
    assert codes(free, CLEO) == ["account.destroy", "accounts.create"]


def _core(core_user_id: str, **members: Any) -> Any:
    from simulator.domain.call import put

    record = CoreUser(core_user_id, "Cleo", "Core", **members)
    full = record if "accounts" in members else replace(record, accounts=_accounts(core_user_id))
    return put("narmi", "cores", core_user_id, full)


def _accounts(core_user_id: str) -> Any:
    from simulator.providers.narmi.derived import accounts_of

    return accounts_of(core_user_id)


def test_a_changed_core_user_id_counts_at_once_and_the_login_stays() -> None:
    state = after(STATE, [_core("30001", email="new@core.example")])
    shown, changed = done(state, "changeCoreUserId", LOCKED, body={**CONFIRMED, "core_user_id": "30001"})
    assert (shown["core_user_id"], shown["login"], shown["core_email"]) == ("30001", "Lockie", "new@core.example")
    assert shown["account_number"] == "3000101"
    assert codes(changed, LOCKED) == ["account.update", *codes(state, LOCKED)]


@pytest.mark.parametrize("wanted", ["99999", CLEO.core_user_id, LOCKED.core_user_id])
def test_a_core_user_id_that_is_unknown_or_somebodys_is_422(wanted: str) -> None:
    with pytest.raises(Refused) as caught:
        asked(STATE, "changeCoreUserId", LOCKED, body={**CONFIRMED, "core_user_id": wanted})
    (wrong,) = caught.value.problem.violations
    assert (caught.value.problem.kind, wrong.at) == (Kind.UNPROCESSABLE, "/core_user_id")


def test_voided_transactions_are_deleted_once() -> None:
    accounts = tuple(replace(one, voided=2) for one in _accounts("20001"))
    state = after(STATE, [_core("20001", accounts=accounts)])
    body, cleaned = done(state, "checkDeletedTransactions", CLEO, body=CONFIRMED)
    assert body == {"deleted": 2 * len(accounts)}
    again = asked(cleaned, "checkDeletedTransactions", CLEO, body=CONFIRMED)
    assert (again.reply.body, again.changes) == ({"deleted": 0}, ())
    assert codes(cleaned, CLEO) == ["transaction.update"]


def test_an_update_from_the_core_is_done_by_whoever_comes_after_its_time() -> None:
    state = after(STATE, [_core("20001", phone="+15555559999", email="core@example.com")])
    task, begun = done(state, "updateUserFromCore", CLEO, body=CONFIRMED)
    assert (task["status"], task["finished_at"]) == ("pending", None)
    early, _ = done(begun, "getManagedUser", CLEO, at=AT + timedelta(seconds=1))
    assert early["phone"] == "+15555550001"
    late = AT + timedelta(seconds=2)
    outcome = asked(begun, "getManagedUser", CLEO, at=late)
    shown: Any = outcome.reply.body
    assert (shown["phone"], shown["last_name"], shown["email"]) == ("+15555559999", "Core", "cleo@example.com")
    finished = after(begun, outcome)
    assert codes(finished, CLEO) == ["account.update"]
    again = asked(finished, "getTask", path={"taskId": task["id"]}, at=late + timedelta(days=1))
    assert (again.changes, again.reply.body["finished_at"]) == ((), "2026-01-15T09:00:02.000Z")  # type: ignore[index]


def test_the_cores_email_takes_the_place_of_the_users() -> None:
    state = after(STATE, [_core("20001", email="core@example.com")])
    shown, changed = done(state, "updateUserEmail", CLEO, body=CONFIRMED)
    assert (shown["email"], shown["core_email"], shown["email_confirmed"]) == ("core@example.com",) * 2 + (False,)
    assert codes(changed, CLEO) == ["user.email_update"]
    assert asked(changed, "updateUserEmail", CLEO, body=CONFIRMED).changes == ()
    silent = after(STATE, [_core("20001")])
    assert refusal("updateUserEmail", CLEO, silent) == (Kind.CONFLICT, "no_core_email")


def test_a_pin_is_sent_read_back_once_and_grows_old() -> None:
    outcome = asked(STATE, "verifyUser", CLEO, body={**CONFIRMED, "reason": "password or email reset"})
    assert (outcome.reply.status, outcome.reply.body["to"]) == (202, "********0001")  # type: ignore[index]
    sent = after(STATE, outcome)
    found = sent.verifications.get(CLEO.user_id)
    assert isinstance(found, Verification)
    (message,) = [change.record for change in outcome.changes if change.slice == "outbox"]
    assert (message.channel, message.to) == ("sms", CLEO.phone)
    assert found.pin in message.text
    with pytest.raises(Refused):
        asked(sent, "confirmVerification", CLEO, body={"pin": "x"})
    late = AT + timedelta(minutes=10)
    assert refusal("confirmVerification", CLEO, sent, at=late, body={"pin": found.pin})[1] == "pin_expired"
    body, confirmed = done(sent, "confirmVerification", CLEO, body={"pin": found.pin})
    assert body == {"verified": True, "reason": "password or email reset"}
    assert refusal("confirmVerification", CLEO, confirmed, body={"pin": found.pin})[1] == "no_pin_sent"
    assert codes(confirmed, CLEO) == ["user.verify", "verify.create"]
    assert after(sent, asked(sent, "verifyUser", CLEO, body=CONFIRMED)).verifications.get(CLEO.user_id).pin == found.pin  # type: ignore[union-attr]


def test_a_pin_that_is_too_old_is_not_sent_again() -> None:
    _, sent = done(STATE, "verifyUser", CLEO, body=CONFIRMED)
    before = sent.verifications.get(CLEO.user_id)
    assert before is not None
    more = {"ids": replace(called("x").ids, step=9), "body": CONFIRMED}
    for minutes, same in ((9, True), (10, False)):
        _, later = done(sent, "verifyUser", CLEO, at=AT + timedelta(minutes=minutes), **more)
        now = later.verifications.get(CLEO.user_id)
        assert now is not None
        assert (now.pin == before.pin) is same


def test_in_uat_the_pin_is_in_the_outbox_and_in_no_notification_history() -> None:
    state = seen(CLEO, environment="uat")
    outcome = asked(state, "verifyUser", CLEO, body=CONFIRMED)
    assert [change.slice for change in outcome.changes].count("outbox") == 1
    assert len(after(state, outcome).notifications) == 0
    assert len(after(STATE, asked(STATE, "verifyUser", CLEO, body=CONFIRMED)).notifications) == 1


def test_bill_pay_credentials_are_made_once_seen_and_changed() -> None:
    made, state = done(STATE, "createBillpayCredential", CLEO, body=CONFIRMED)
    assert refusal("createBillpayCredential", CLEO, state) == (Kind.CONFLICT, "credential_exists")
    looked = asked(state, "updateBillpayCredentials", CLEO, body=CONFIRMED)
    assert (looked.reply.body, looked.changes) == (made, ())
    changed, later = done(state, "updateBillpayCredentials", CLEO, body={**CONFIRMED, "access_token": "t"})
    assert changed == {**made, "access_token": "t"}
    assert codes(later, CLEO) == ["billpay_credential.update", "billpay_credential.create"]
    shown, _ = done(later, "listBillpayCredentials", CLEO)
    assert shown["results"] == [changed]


@pytest.mark.parametrize(("environment", "shown"), [("production", False), ("uat", True)])
def test_the_link_of_staff_is_shown_in_uat_alone(environment: str, shown: bool) -> None:
    state = seen(CLEO, environment=environment)
    for about, link in ((CLEO, True), (SUPPORT, shown)):
        outcome = asked(state, "resetUserPassword", about, body=CONFIRMED)
        body: Any = outcome.reply.body
        assert (body["link"] is not None, body["expires_at"] is not None) == (link, link)
        mails = [change for change in outcome.changes if change.slice == "outbox"]
        assert len(mails) == (environment == "production")
        expected = ["password_reset_confirm.create", "user.request_password_reset"]
        assert codes(after(state, outcome), about) == expected


def test_who_is_to_enter_a_code_is_sent_that_instead_of_a_link() -> None:
    outcome = asked(STATE, "resetUserPassword", PENDING, body=CONFIRMED)
    assert outcome.reply.body == {"link": None, "expires_at": None}
    (message,) = [change.record for change in outcome.changes if change.slice == "outbox"]
    assert "abcd2345" in message.text
    without = seen(PENDING, enrollment_codes=False)
    body: Any = asked(without, "resetUserPassword", PENDING, body=CONFIRMED).reply.body
    assert body["link"].startswith("http://here/_simulator/reset/")
    assert refusal("resendEnrollmentCode", PENDING, without) == (Kind.CONFLICT, "enrollment_codes_off")


def test_verifying_needs_the_feature() -> None:
    off = seen(CLEO, offline_verification=False)
    assert refusal("verifyUser", CLEO, off) == (Kind.CONFLICT, "feature_off")


@pytest.mark.parametrize(("environment", "out"), [("production", 1), ("uat", 0)])
def test_invitations_and_codes_are_sent_where_mail_is_sent(environment: str, out: int) -> None:
    state = seen(INVITED, PENDING, environment=environment)
    for operation, about in (("resendInvite", INVITED), ("resendEnrollmentCode", PENDING)):
        outcome = asked(state, operation, about, body=CONFIRMED)
        assert outcome.reply.body == {"channel": "email", "to": about.email, "sent": bool(out)}
        assert [change.slice for change in outcome.changes].count("outbox") == out
        assert codes(after(state, outcome), about) == ["enroll_verify.create"]
