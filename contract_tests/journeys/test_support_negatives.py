"""E2: the support call when something is wrong, with the sample user."""

from typing import Any

import pytest

from contract_tests.bank import SAMPLE_ID, Persona
from contract_tests.banno import Banno, found_ids
from contract_tests.claims import proves

NOBODY = Persona("", user_id="00000000-0000-4000-8000-00000000dead")

NEEDED = {
    "searchUsers": "banno.view",
    "getUserDetails": "banno.view",
    "getUserStatus": "banno.view",
    "getUser": "banno.view",
    "unlockUser": "banno.manage",
    "resetPassword": "banno.security",
    "resetPasswordAsPrinted": "banno.security",
}


@proves("BAN-A-02")
def test_without_a_token_nothing_is_said(banno: Banno) -> None:
    """401 on each of the six calls, without a body."""
    calls = (banno.details, banno.status, banno.unlock, banno.reset)
    answers = [
        banno.search("Kathy", token=""),
        banno.reset(printed=True, token=""),
        *(call(token="") for call in calls),
    ]
    assert [(refused.status, refused.body) for refused in answers] == [(401, b"")] * 6
    assert banno.status().json == {"status": "Locked"}
    assert banno.bank.outbox() == []


@proves("B-09", "BAN-T-09")
def test_unlocking_twice_is_a_conflict(banno: Banno) -> None:
    """The second unlock finds nobody locked: 409, and the status stays."""
    assert banno.unlock().status == 204
    assert banno.unlock().status == 409
    assert banno.status().json == {"status": "Active"}


@proves("B-09", "B-07")
def test_only_a_locked_user_can_be_unlocked(banno: Banno) -> None:
    """Each of the other six statuses is a conflict, and stays as it was."""
    for status in ("Active", "Pending", "Disabled", "Reset", "Dormant", "PasswordExpired"):
        banno.bank.edit(SAMPLE_ID, status=status)
        assert banno.unlock().status == 409
        assert banno.status().json == {"status": status}


@proves("B-08", "BAN-T-07")
def test_this_call_never_locks(banno: Banno) -> None:
    """`state: true` is 422, for a locked and for an active user alike, and changes nothing."""
    assert banno.unlock(json={"state": True}).status == 422
    assert banno.status().json == {"status": "Locked"}
    banno.unlock()
    assert banno.unlock(json={"state": True}).status == 422
    assert banno.status().json == {"status": "Active"}


@proves("BAN-T-07", "F-04")
@pytest.mark.parametrize(
    "body", [{"state": "no"}, {"state": None}, {"state": 0}, {}, [], None, "false", {"State": False}]
)
def test_the_unlock_body_must_say_a_boolean_state(banno: Banno, body: object) -> None:
    """Anything else is 400, and the user stays locked."""
    assert banno.unlock(json=body).status == 400
    assert banno.status().json == {"status": "Locked"}


@proves("BAN-T-07", "BAN-P-04", "F-04")
def test_a_missing_body_is_a_bad_request(banno: Banno) -> None:
    """With the media type and without it."""
    for media_type in ("application/json", ""):
        assert banno.unlock(content=b"", media_type=media_type).status == 400
        assert banno.reset(content=b"", media_type=media_type).status == 400
    assert banno.bank.outbox() == []


@proves("B-10", "F-14")
def test_memo_mode_queues_the_unlock_until_it_ends(banno: Banno) -> None:
    """202 while the core cannot be written; applied when the flag of the institution goes off."""
    banno.bank.edit(SAMPLE_ID, memoMode=True)
    queued = banno.unlock()
    assert (queued.status, queued.body) == (202, b"")
    assert banno.status().json == {"status": "Locked"}
    banno.bank.edit(SAMPLE_ID, memoMode=False)
    assert banno.status().json == {"status": "Active"}
    assert banno.unlock().status == 409


@proves("B-10", "B-09", "F-14")
def test_memo_mode_does_not_excuse_a_user_who_is_not_locked(banno: Banno) -> None:
    """A conflict is a conflict, and a wrong state is 422, whatever the mode."""
    banno.bank.edit(SAMPLE_ID, memoMode=True, status="Active")
    assert banno.unlock().status == 409
    assert banno.unlock(json={"state": True}).status == 422


@proves("B-18", "F-04", "B-17")
def test_an_unknown_user_is_not_found(banno: Banno) -> None:
    """404 on every call that names one, without a body."""
    answers = [
        banno.details(NOBODY),
        banno.status(NOBODY),
        banno.unlock(NOBODY),
        banno.reset(NOBODY),
        banno.reset(NOBODY, printed=True),
    ]
    assert [(answer.status, answer.body) for answer in answers] == [(404, b"")] * 5
    assert banno.bank.outbox() == []


@proves("B-18", "F-04", "BAN-S-02")
def test_a_user_of_another_institution_is_not_found_here(banno: Banno) -> None:
    """The institution in the path must be the user's own; an unknown institution has no users at all."""
    stranger = next(persona for persona in banno.bank.personas() if persona.institution_id != SAMPLE_ID)
    misplaced = Persona(stranger.name, stranger.user_id, SAMPLE_ID)
    assert [banno.details(misplaced).status, banno.reset(misplaced).status] == [404, 404]
    assert [banno.details(stranger).status, banno.reset(stranger).status] == [200, 200]
    nowhere = "00000000-0000-4000-8000-0000000000ff"
    assert [banno.search("a", nowhere).status, banno.details(Persona("", SAMPLE_ID, nowhere)).status] == [404, 404]
    assert stranger.user_id not in found_ids(banno.search(banno.bank.stored(stranger.user_id)["username"]))


@proves("F-05", "B-17")
def test_each_call_needs_its_own_permission(banno: Banno) -> None:
    """View for the reads, manage for unlocking, security for the reset; every other permission is 403."""
    sound: dict[str, dict[str, Any]] = {
        "unlockUser": {"json": {"state": False}},
        "resetPassword": {"json": {"method": "email"}},
        "resetPasswordAsPrinted": {"json": {"method": "email"}},
        "searchUsers": {"params": {"query": "Kathy"}},
    }
    every = ["banno.view", "banno.manage", "banno.security"]
    for id, permission in NEEDED.items():
        sent = sound.get(id, {})
        lacking = banno.bank.token("banno-admin", permissions=[each for each in every if each != permission])
        assert banno.call(id, token=lacking, **sent).status == 403
        enough = banno.bank.token("banno-admin", permissions=[permission])
        assert banno.call(id, token=enough, **sent).status in (200, 204)


@proves("BAN-P-04", "F-04")
@pytest.mark.parametrize(
    "body", [{"method": "fax"}, {"method": "Email"}, {"method": None}, {"method": ["email"]}, {}, [], None, "email"]
)
def test_the_reset_body_must_name_a_known_method(banno: Banno, body: object) -> None:
    """Anything but `email` and `sms` is 400, and nothing is sent."""
    assert banno.reset(json=body).status == 400
    assert banno.bank.outbox() == []


@proves("BAN-P-04", "BAN-P-06")
def test_a_reset_by_sms_goes_to_the_phone(banno: Banno) -> None:
    """The method picks the channel; a locked user may be sent a reset."""
    reset = banno.reset(json={"method": "sms"})
    assert (reset.status, reset.json) == (200, {})
    (message,) = banno.bank.outbox()
    assert (message["channel"], message["to"]) == ("sms", "+15555551234")


@proves("F-09")
@pytest.mark.parametrize(("missing", "method", "other"), [("email", "email", "sms"), ("phone", "sms", "email")])
def test_a_user_without_the_channel_is_a_conflict(banno: Banno, missing: str, method: str, other: str) -> None:
    """409 and no message; the other channel still works, though the user is locked."""
    banno.bank.edit(SAMPLE_ID, **{missing: None})
    assert banno.reset(json={"method": method}).status == 409
    assert banno.bank.outbox() == []
    assert banno.reset(json={"method": other}).status == 200
    assert [message["channel"] for message in banno.bank.outbox()] == [other]


@proves("F-06")
def test_unknown_and_double_members_are_no_errors_but_are_pointed_out(banno: Banno) -> None:
    """Unknown members are ignored, of a double one the last counts, each with a hint."""
    unlocked = banno.unlock(content=b'{"state": true, "reason": "call", "state": false}')
    assert unlocked.status == 204
    assert unlocked.hint is not None
    assert "reason" in unlocked.hint
    assert "state" in unlocked.hint
    reset = banno.reset(json={"method": "email", "template": 7})
    assert reset.status == 200
    assert "template" in (reset.hint or "")
