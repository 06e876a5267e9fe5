"""The lists of a profile, external accounts, devices, messages, and the lists' short form."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from simulator.domain.call import put
from simulator.domain.problem import Kind, Refused
from simulator.domain.refusal import first_problem
from simulator.providers.narmi.handlers.profile import LISTS
from simulator.providers.narmi.record.history import CODES, SYSTEM, Entry, History
from simulator.providers.narmi.record.pending import Notification
from simulator.providers.narmi.record.profile import ExternalAccount, MfaDevice, Note, Profile
from simulator.providers.narmi.refusals import REFUSALS
from simulator.providers.narmi.state import State
from simulator.providers.narmi.wire.pending import notification, status
from tests.providers.narmi.staffed import ADMIN, AT, CLEO, NOBODY, after, asked, called, codes, done, seen

A, B, C = (f"{digit}0000000-0000-4000-8000-000000000000" for digit in "abc")
ACCOUNT = ExternalAccount(A, "021000021", "555", "Harbor", AT, amounts=(11, 27))
VERIFIED = replace(ACCOUNT, account_id=B, state="verified")
DEVICES = (
    MfaDevice(A, "phone", "+15555550001", AT, "mobile"),
    MfaDevice(B, "email", "x@y", AT),
    MfaDevice(C, "app", "App", AT),
)
NOTES = tuple(
    Note(f"{n}0000000-0000-4000-8000-000000000000", "Theo", f"note {n}", AT + timedelta(days=n)) for n in range(7)
)
PROFILE = Profile(CLEO.user_id, external_accounts=(ACCOUNT, VERIFIED), mfa_devices=DEVICES, notes=NOTES)
STATE = after(seen(CLEO), [put("narmi", "profiles", CLEO.user_id, PROFILE)])


@pytest.mark.parametrize("operation", LISTS)
def test_every_list_has_a_short_form_and_a_whole_one(operation: str) -> None:
    for query in ({}, {"all": False}, {"all": True}):
        body, _ = done(STATE, operation, CLEO, query=query)
        shown, total = len(body["results"]), body["meta"]["total"]
        assert shown == (total if query.get("all") else min(total, 5))


def test_the_newest_come_first() -> None:
    body, _ = done(STATE, "listNotes", CLEO, query={"all": True})
    assert [one["text"] for one in body["results"]] == [f"note {n}" for n in reversed(range(7))]


def test_every_one_of_the_89_codes_is_a_line_of_history() -> None:
    entries = tuple(Entry(A, code, SYSTEM, AT) for code in CODES)
    state = after(STATE, [put("narmi", "histories", CLEO.user_id, History(CLEO.user_id, entries))])
    body, _ = done(state, "listHistory", CLEO, query={"all": True})
    assert len({one["action"] for one in body["results"]}) == body["meta"]["total"] == 89
    assert body["results"][0] == {
        "id": A, "action": CODES[-1], "actor": {"type": "system", "id": None, "name": "Digital Banking"},
        "at": "2026-01-15T09:00:00.000Z", "ip": None, "device": None, "version": None,
    }  # fmt: skip


def on(account: str, **more: Any) -> dict[str, Any]:
    return {"path": {"accountId": account.upper()}, **more}


def test_an_external_account_is_edited_once_and_its_amounts_are_never_told() -> None:
    shown, state = done(
        STATE, "editExternalAccount", CLEO, **on(A, body={"state": "verified", "product_type": "savings"})
    )
    assert (shown["state"], shown["product_type"], shown["account_purpose"]) == ("verified", "savings", "personal")
    assert "amounts" not in shown
    assert codes(state, CLEO) == ["external_account.update"]
    assert asked(state, "editExternalAccount", CLEO, **on(A, body={"state": "verified"})).changes == ()
    assert (
        codes(done(state, "editExternalAccount", CLEO, **on(A, body={"state": "pending"}))[1], CLEO)
        == ["external_account.update"] * 2
    )


def guess(state: State, *amounts: float) -> tuple[int, State]:
    outcome = asked(state, "guessMicrodeposits", CLEO, **on(A, body={"amounts": list(amounts)}))
    return outcome.reply.status, after(state, outcome)


@pytest.mark.parametrize("amounts", [(0.11, 0.27), (0.27, 0.11)])
def test_the_right_amounts_verify_in_any_order(amounts: tuple[float, ...]) -> None:
    verdict, state = guess(STATE, *amounts)
    assert verdict == 200
    assert codes(state, CLEO) == ["external_account.verify"]
    assert state.history(CLEO.user_id).entries[-1].actor.type == "user"


def test_ten_guesses_are_allowed_and_the_eleventh_is_not_until_they_are_reset() -> None:
    state = STATE
    for _ in range(10):
        assert hindrance(state, "guessMicrodeposits", A) is None
        verdict, state = guess(state, 0.11, 0.28)
        assert verdict == 422
    assert hindrance(state, "guessMicrodeposits", A) == (Kind.FORBIDDEN, "max_number_requests")
    assert codes(state, CLEO) == []
    shown, reset = done(state, "resetGuessAttempts", CLEO, **on(A))
    assert (shown["attempts"], codes(reset, CLEO)) == (0, ["external_account.update"])
    assert hindrance(reset, "guessMicrodeposits", A) is None
    assert guess(reset, 0.11, 0.27)[0] == 200
    _, once = guess(reset, 0.5, 0.5)
    shown, _ = done(once, "guessMicrodeposits", CLEO, **on(A, body={"amounts": [0.11, 0.27]}))
    assert (shown["state"], shown["attempts"]) == ("verified", 1)


@pytest.mark.parametrize("amounts", [(0.11, 0.11), (0.27, 0.27), (0.111, 0.27), (0.1149, 0.27)])
def test_near_is_not_right(amounts: tuple[float, ...]) -> None:
    assert guess(STATE, *amounts)[0] == 422


def hindrance(state: State, operation: str, account: str) -> tuple[Kind, str] | None:
    call = called(operation, path={"userId": CLEO.user_id, "accountId": account}, body={"amounts": [0.1, 0.2]})
    found = first_problem(REFUSALS["write"], state, call)
    return None if found is None else (found.kind, found.code)


@pytest.mark.parametrize("operation", ["guessMicrodeposits", "resetGuessAttempts"])
def test_a_verified_account_has_nothing_to_guess_or_reset(operation: str) -> None:
    assert hindrance(STATE, operation, B) == (Kind.CONFLICT, "account_not_pending")
    assert hindrance(STATE, operation, C) == (Kind.NOT_FOUND, "")


def test_a_phone_gets_its_codes_as_its_number_type_says() -> None:
    state = STATE
    for number_type, method in (("voip", "call"), ("landline", "call"), ("mobile", "text")):
        shown, state = done(state, "setDeviceNumberType", CLEO, path={"deviceId": A}, body={"number_type": number_type})
        assert (shown["number_type"], shown["communication_method"]) == (number_type, method)
    assert codes(state, CLEO) == ["phone.update"] * 3
    assert asked(state, "setDeviceNumberType", CLEO, path={"deviceId": A}, body={"number_type": "mobile"}).changes == ()


@pytest.mark.parametrize("device", [B, C])
def test_other_devices_have_no_number_type(device: str) -> None:
    with pytest.raises(Refused) as caught:
        asked(STATE, "setDeviceNumberType", CLEO, path={"deviceId": device}, body={"number_type": "voip"})
    assert caught.value.problem.kind is Kind.UNPROCESSABLE
    body, _ = done(STATE, "listMfaDevices", CLEO)
    assert [one["communication_method"] for one in body["results"]] == ["text", None, None]


def test_backup_codes_are_ten_told_once_and_replace_older_ones() -> None:
    told, state = done(STATE, "generateBackupCodes", CLEO)
    assert len(set(told["codes"])) == 10
    assert [one.code for one in state.profile(CLEO.user_id).backup_codes] == told["codes"]
    again, later = done(state, "generateBackupCodes", CLEO, ids=replace(called("x").ids, step=1))
    assert not set(again["codes"]) & {one.code for one in state.profile(CLEO.user_id).backup_codes}
    assert codes(later, CLEO) == ["security_devices.create"] * 2


def sms(place: int, content: str, to: str = CLEO.phone or "", **more: Any) -> Any:
    key = f"{place}1111111-0000-4000-8000-000000000000"
    return put("narmi", "notifications", key, Notification(key, content, AT + timedelta(minutes=place), to, **more))


def test_the_notification_history_is_that_of_the_users_numbers_newest_first() -> None:
    state = after(
        STATE,
        [
            sms(1, "one"),
            sms(3, "three"),
            sms(2, "two", "+1 (555) 555-0001"),
            sms(4, "x", "+15555559999"),
            sms(9, "later"),
        ],
    )
    body, _ = done(state, "getNotificationHistory", CLEO, at=AT + timedelta(minutes=5))
    assert [one["content"] for one in body["results"]] == ["three", "two", "one"]
    few, _ = done(state, "getNotificationHistory", CLEO, query={"limit": 1}, at=AT + timedelta(minutes=5))
    assert (len(few["results"]), few["meta"]["total"]) == (1, 3)
    other, _ = done(state, "getNotificationHistory", CLEO, query={"to": " 1 555 555 9999"}, at=AT + timedelta(hours=1))
    assert [one["content"] for one in other["results"]] == ["x"]


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("Your verification code is 482913.", "Your verification code is ******."),
        ("482913 opens the vault", "****** opens the vault"),
        ("Your code: 48-29", "Your code: *****"),
        ("PIN 4821", "PIN ****"),
        ("Alert: a wire of $1,234,567.00 is in review", "Alert: a wire of $1,234,567.00 is in review"),
        ("Card 4821 was used for $12.50", "Card 4821 was used for $12.50"),
    ],
)
def test_codes_are_hidden_and_money_is_not(content: str, shown: str) -> None:
    assert notification(Notification(A, content, AT, "+1"), AT)["content"] == shown


def test_a_status_follows_the_receipt_or_the_silence() -> None:
    silent = Notification(A, "x", AT, "+1")
    hour = AT + timedelta(hours=1)
    assert [status(silent, at) for at in (AT, hour, hour + timedelta(seconds=1))] == [
        "Sent",
        "Sent",
        "Delivery unknown",
    ]
    for receipt in ("Delivered", "Undelivered", "Failed"):
        later = replace(silent, receipt=receipt, receipt_at=AT + timedelta(seconds=9))
        assert [status(later, AT + timedelta(seconds=s)) for s in (8, 9)] == ["Sent", receipt]
    assert status(replace(silent, receipt="Failed"), AT) == "Failed"


def test_a_message_begins_a_thread_with_each_user_or_with_none() -> None:
    wish = {"user_ids": [CLEO.user_id.upper(), ADMIN.user_id], "subject": "Hi", "body": "There"}
    outcome = asked(STATE, "sendMessages", body=wish)
    shown: Any = outcome.reply.body
    assert (outcome.reply.status, [one["user_id"] for one in shown["results"]]) == (201, [CLEO.user_id, ADMIN.user_id])
    state = after(STATE, outcome)
    threads, _ = done(state, "listThreads", CLEO)
    assert threads["results"] == [shown["results"][0]]
    assert threads["results"][0]["messages"][0] == {
        "from": "staff",
        "author": "Admin Test",
        "body": "There",
        "at": "2026-01-15T09:00:00.000Z",
    }
    assert codes(state, CLEO) == ["thread.create"]
    with pytest.raises(Refused) as caught:
        asked(STATE, "sendMessages", body={**wish, "user_ids": [CLEO.user_id, NOBODY]})
    assert NOBODY in caught.value.problem.hint


def test_an_emulation_has_a_token_that_only_looks() -> None:
    outcome = asked(STATE, "startEmulation", body={"user_id": CLEO.user_id, "confirm": True})
    shown: Any = outcome.reply.body
    assert shown["access_token"] == f"token of {shown['id']} for 3600 s: Can view user"
    assert shown["expires_at"] == "2026-01-15T10:00:00.000Z"
    state = after(STATE, outcome)
    assert codes(state, CLEO) == ["user.emulate"]
    released = asked(state, "releaseEmulation", path={"emulationId": shown["id"]})
    assert released.reply.status == 204
    found = after(state, released).emulations.get(shown["id"])
    assert found is not None
    assert found.released


@pytest.mark.parametrize(
    ("wish", "fields"),
    [
        ({"core_user_id": "20001", "first_name": " cleo ", "last_name": "TEST", "phone": "1 555 555 0001"}, []),
        ({"core_user_id": "20001", "first_name": "Leo", "birth_date": "2000-01-01"}, ["first_name", "birth_date"]),
        ({"core_user_id": "99999", "first_name": "Leo"}, ["core_user_id"]),
        ({"account_number": "2000101", "email": "CLEO@example.com"}, []),
        ({"account_number": "2000199"}, ["account_number"]),
        ({"account_number": "2000101", "core_user_id": "20001", "zip": "1"}, ["zip"]),
        ({"account_number": "x", "core_user_id": "20001"}, ["account_number"]),
    ],
)
def test_the_debugger_names_what_the_core_has_otherwise(wish: dict[str, str], fields: list[str]) -> None:
    outcome = asked(STATE, "debugEnrollment", body=wish)
    assert [one["field"] for one in outcome.reply.body["errors"]] == fields  # type: ignore[index]
    assert outcome.changes == ()
