"""E9: two-factor authentication: backup codes, number types, and what became of the messages."""

import re
from typing import Any

import pytest

from contract_tests.chronicle import noted
from contract_tests.claims import proves
from contract_tests.exchange import Exchange
from contract_tests.narmi import ADMIN, FELLOW, KATHY, MARISOL, NOBODY, READER, SUPPORT, ZOE, Narmi
from contract_tests.refusals.sound import untouched

CODES, NUMBER_TYPE, NOTIFICATIONS = (
    "Can generate lockout codes user", "Can update 2FA device number type", "Can view notification history",
)  # fmt: skip
STATUSES = {"Delivered", "Delivery unknown", "Failed", "Sent", "Undelivered"}
HOUR = 3600


def backup_codes(narmi: Narmi, who: str, **sent: Any) -> Exchange:
    """Generate backup codes."""
    return narmi.call("POST", narmi.path(who, "mfa_devices", "backup_codes"), **sent)


def device(narmi: Narmi, kind: str, who: str = MARISOL) -> dict[str, Any]:
    """A device of this kind."""
    return next(one for one in narmi.items(who, "mfa_devices") if one["type"] == kind)


def switched(narmi: Narmi, id: str, wish: Any, who: str = MARISOL, **sent: Any) -> Exchange:
    """Give a device another number type."""
    return narmi.call("PATCH", narmi.path(who, "mfa_devices", id), wish, **sent)


def notifications(narmi: Narmi, who: str = MARISOL, **sent: Any) -> Exchange:
    """Fetch the notification history."""
    return narmi.call("GET", narmi.path(who, "notification_history"), **sent)


@proves("NARMI-061", "NARMI-P-17", "F-11")
def test_backup_codes_are_told_once_and_work_once(narmi: Narmi) -> None:
    """403 without the permission; 201 with it; each code logs the user in once; new codes end the old ones."""
    with untouched(narmi.bank):
        refused = backup_codes(narmi, MARISOL, permissions=["Can view user", NUMBER_TYPE])
        assert (refused.status, CODES in refused.json["message"]) == (403, True)
    with noted(narmi, MARISOL, "security_devices.create"):
        made = backup_codes(narmi, MARISOL, permissions=[CODES])
    assert made.status == 201
    codes = made.json["codes"]
    assert len(set(codes)) == len(codes) == 10
    told = str([narmi.user(MARISOL).json, narmi.items(MARISOL, "mfa_devices"), narmi.items(MARISOL, "history")])
    assert not [code for code in codes if code in told]
    with noted(narmi, MARISOL, "user.login", "user.login_failed", by=MARISOL, actor="user"):
        assert [logged_in(narmi, MARISOL, codes[0]) for _ in range(2)] == [True, False]
    assert logged_in(narmi, MARISOL, codes[1]) is True
    assert logged_in(narmi, ZOE, codes[2]) is False
    fresh = backup_codes(narmi, MARISOL).json["codes"]
    assert not set(fresh) & set(codes)
    assert [logged_in(narmi, MARISOL, code) for code in (codes[3], fresh[0])] == [False, True]


@proves("NARMI-P-16", "NARMI-061")
def test_backup_codes_for_other_staff_are_for_admins(narmi: Narmi) -> None:
    """403 for staff with the permission; 201 for an Admin; for oneself the permission is enough."""
    role = next(one for one in narmi.call("GET", "/roles").json["results"] if CODES in one["permissions"])
    narmi.edit(SUPPORT, role=role["name"])
    assert backup_codes(narmi, MARISOL, by=SUPPORT).status == 201
    with untouched(narmi.bank):
        for colleague in (READER, ADMIN, FELLOW):
            assert backup_codes(narmi, colleague, by=SUPPORT).status == 403
    assert backup_codes(narmi, SUPPORT, by=SUPPORT).status == 201
    assert backup_codes(narmi, READER).status == 201


@proves("NARMI-062", "NARMI-063", "NARMI-060", "F-11")
def test_a_phone_is_switched_between_text_and_call(narmi: Narmi) -> None:
    """A mobile gets text messages, a landline or VoIP number is called; the same type again is no change."""
    phone = device(narmi, "phone")
    with untouched(narmi.bank):
        refused = switched(narmi, phone["id"], {"number_type": "voip"}, permissions=["Can view user", CODES])
        assert (refused.status, NUMBER_TYPE in refused.json["message"]) == (403, True)
    order = ("landline", "voip", "mobile") if phone["number_type"] == "mobile" else ("mobile", "landline", "mobile")
    for kind in order:
        if device(narmi, "phone")["number_type"] == kind:
            continue
        with noted(narmi, MARISOL, "phone.update"):
            done = switched(narmi, phone["id"], {"number_type": kind}, permissions=[NUMBER_TYPE])
        method = "text" if kind == "mobile" else "call"
        assert (done.status, done.json) == (200, {**phone, "number_type": kind, "communication_method": method})
        assert done.json in narmi.items(MARISOL, "mfa_devices")
        with untouched(narmi.bank):
            assert switched(narmi, phone["id"], {"number_type": kind}).status == 200


@proves("NARMI-064", "NARMI-062")
@pytest.mark.parametrize("kind", ["email", "app"])
def test_an_address_or_an_app_is_not_switched(narmi: Narmi, kind: str) -> None:
    """422; it has no number type and no communication method."""
    found = device(narmi, kind)
    assert (found["number_type"], found["communication_method"]) == (None, None)
    with untouched(narmi.bank):
        assert switched(narmi, found["id"], {"number_type": "mobile"}).status == 422


@proves("NARMI-062", "F-04")
def test_a_device_that_is_not_there_or_a_type_that_is_none(narmi: Narmi) -> None:
    """404 for nobody's device and for another user's; 422 for the type."""
    id = device(narmi, "phone")["id"]
    with untouched(narmi.bank):
        for which, who in ((NOBODY, MARISOL), (id, KATHY), ("x", MARISOL)):
            assert switched(narmi, which, {"number_type": "voip"}, who).status == 404
        for odd in ({"number_type": "satellite"}, {"number_type": None}, {}, {"number_type": 7}):
            assert switched(narmi, id, odd).status == 422


@proves("NARMI-065", "NARMI-067", "NARMI-069", "NARMI-071", "NARMI-073", "NARMI-075", "B-78")
def test_the_notification_history_of_the_profile_s_number(narmi: Narmi) -> None:
    """All five statuses, newest first, each with its five members, to the phones of the profile alone."""
    narmi.bank.clock.freeze()
    assert narmi.act(MARISOL, "verify").status == 202
    done = notifications(narmi)
    assert done.status == 200
    entries = done.json["results"]
    assert {entry["status"] for entry in entries} == STATUSES
    assert all(set(entry) == {"content", "date", "status", "from", "to"} for entry in entries)
    dates = [entry["date"] for entry in entries]
    assert dates == sorted(dates, reverse=True)
    phones = {one["label"] for one in narmi.items(MARISOL, "mfa_devices") if one["type"] == "phone"}
    assert {entry["to"] for entry in entries} <= {narmi.user(MARISOL).json["phone"], *phones}
    few = notifications(narmi, params={"limit": "2"}).json
    assert few["results"] == entries[:2]
    assert few["meta"]["total"] == len(entries)


@proves("NARMI-065", "NARMI-076", "NARMI-067")
def test_the_history_of_another_number_can_be_fetched(narmi: Narmi) -> None:
    """What was sent there; nothing for a number that nothing was sent to; 422 for what is no number."""
    narmi.happens(MARISOL, "notifications", content="Balance alert", to="+15555550777")
    own = notifications(narmi).json["results"]
    other = notifications(narmi, params={"to": "+15555550777"}).json["results"]
    assert [entry["content"] for entry in other] == ["Balance alert"]
    assert not [entry for entry in own if entry["to"] == "+15555550777"]
    phone = narmi.user(MARISOL).json["phone"]
    elsewhere = notifications(narmi, KATHY, params={"to": phone}).json["results"]
    assert elsewhere == [entry for entry in own if entry["to"] == phone] != []
    assert notifications(narmi, params={"to": "+15555550778"}).json["results"] == []
    assert notifications(narmi, params={"to": "home"}).status == 422


@proves("NARMI-070", "NARMI-084", "NARMI-065", "NARMI-074")
def test_verification_codes_are_hidden(narmi: Narmi) -> None:
    """The PIN that was just sent, and whatever digits a code has; the message is Sent."""
    narmi.bank.clock.freeze()
    assert narmi.act(MARISOL, "verify").status == 202
    (pin,) = re.findall(r"\b\d{6}\b", narmi.bank.outbox()[-1]["text"])
    newest = notifications(narmi).json["results"][0]
    assert newest["status"] == "Sent"
    assert pin not in newest["content"]
    phone = narmi.user(MARISOL).json["phone"]
    narmi.happens(MARISOL, "notifications", content="Your verification code is 839201.", to=phone)
    shown = [entry["content"] for entry in notifications(narmi).json["results"]]
    assert not [text for text in shown if "839201" in text or re.search(r"\b\d{6}\b", text)]


@proves("NARMI-072", "NARMI-074")
def test_a_message_without_news_for_over_an_hour_is_unknown(narmi: Narmi) -> None:
    """Sent for an hour, and Delivery unknown after it."""
    narmi.bank.clock.freeze()
    phone = narmi.user(ZOE).json["phone"]
    narmi.happens(ZOE, "notifications", content="Balance alert", to=phone)
    for seconds, status in ((0, "Sent"), (HOUR, "Sent"), (1, "Delivery unknown")):
        narmi.bank.clock.advance(seconds)
        fresh = notifications(narmi, ZOE, token=minted(narmi)).json["results"]
        assert next(one for one in fresh if one["content"] == "Balance alert")["status"] == status


@proves("NARMI-071", "NARMI-073", "NARMI-075")
@pytest.mark.parametrize("status", ["Delivered", "Failed", "Undelivered"])
def test_a_receipt_stays_what_it_was(narmi: Narmi, status: str) -> None:
    """Also after an hour."""
    narmi.bank.clock.freeze()
    phone = narmi.user(ZOE).json["phone"]
    narmi.happens(ZOE, "notifications", content="Balance alert", to=phone, receipt=status)
    for seconds in (0, 2 * HOUR):
        narmi.bank.clock.advance(seconds)
        fresh = notifications(narmi, ZOE, token=minted(narmi)).json["results"]
        assert next(one for one in fresh if one["content"] == "Balance alert")["status"] == status


@proves("NARMI-066", "B-75")
def test_fetching_needs_the_permission_which_admins_have(narmi: Narmi) -> None:
    """403 for staff whose role lacks it, 200 for an Admin and for the permission alone in any letter case."""
    with untouched(narmi.bank):
        assert notifications(narmi, by=READER).status == 403
        assert notifications(narmi, permissions=["Can view user"]).status == 403
    assert notifications(narmi, by=ADMIN).status == 200
    assert notifications(narmi, permissions=[NOTIFICATIONS.swapcase()]).status == 200


@proves("NARMI-068", "NARMI-100", "NARMI-M-14")
def test_there_is_no_notification_history_in_uat(narmi: Narmi) -> None:
    """409, for every user and number; refused rights and unknown users come first."""
    narmi.uat()
    with untouched(narmi.bank):
        for to in (None, "+15555550142", "home"):
            refused = notifications(narmi, params={"to": to} if to else {})
            assert (refused.status, refused.json["id"]) == (409, "not_available_in_uat")
        assert notifications(narmi, by=READER).status == 403
        assert notifications(narmi, NOBODY).status == 404


def logged_in(narmi: Narmi, who: str, code: str) -> bool:
    """Whether the end user gets in with this backup code."""
    return bool(narmi.happens(who, "logins", backupCode=code)["succeeded"])


def minted(narmi: Narmi) -> str:
    """A token that is good at the present of the sandbox."""
    narmi.bank.tokens.clear()
    return narmi.token()
