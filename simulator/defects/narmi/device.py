"""Bugs in the second factor: backup codes, number types, notifications, support PINs."""

from typing import Any

from msgspec import structs

from simulator.defects.narmi.parts import Json, altered, blind, bug, dropped, excused, rewritten, shown, stepping
from simulator.defects.wrapping import all_of, around, called
from simulator.domain.call import Call, Handler, Outcome, Reply
from simulator.domain.message import OUTBOX
from simulator.domain.moment import to_text
from simulator.domain.problem import Problem
from simulator.domain.refusal import Step
from simulator.providers.narmi.party import target
from simulator.providers.narmi.record.profile import Profile
from simulator.providers.narmi.refusals import allowed, available
from simulator.providers.narmi.state import State
from simulator.providers.narmi.wire.profile import device as as_read

__all__ = ["DEFECTS"]

CODES, SWITCH, HISTORY = "generateBackupCodes", "setDeviceNumberType", "getNotificationHistory"
VERIFY, CONFIRM = "verifyUser", "confirmVerification"


def _older_too(profile: Profile, state: State, _: Call) -> Profile:
    before = state.profile(profile.user_id).backup_codes
    return structs.replace(profile, backup_codes=(*before, *profile.backup_codes))


def _colleagues(sound: Step, state: State, call: Call) -> Problem | None:
    problem = sound(state, call)
    mine = call.demand.operation == CODES and problem is not None and "Admins alone" in problem.hint
    return None if mine else problem


def _unchanged(state: State, call: Call) -> Outcome:
    wanted = call.path["deviceId"].lower()
    devices = state.profile(target(state, call).user_id).mfa_devices
    return Outcome(Reply(200, as_read(next(one for one in devices if one.device_id == wanted))))


def _by_text(one: Json) -> Json:
    return {"communication_method": "text" if one["number_type"] in ("mobile", "voip") else one["communication_method"]}


def _with_codes(sound: Handler, state: State, call: Call) -> Outcome:
    """The contents as they were sent."""
    outcome = sound(state, call)
    body: Any = outcome.reply.body
    sent = {(one.to, to_text(one.sent_at)): one.content for one in state.notifications}
    told = [{**one, "content": sent[one["to"], one["date"]]} for one in body["results"]]
    return Outcome(structs.replace(outcome.reply, body={**body, "results": told}))


def _own_numbers(call: Call) -> Call:
    return structs.replace(call, query={name: value for name, value in call.query.items() if name != "to"})


def _any_pin(sound: Handler, state: State, call: Call) -> Outcome:
    """A PIN with the right last digits will do."""
    out = state.verifications.get(target(state, call).user_id)
    if out is not None and call.body["pin"][-2:] == out.pin[-2:]:
        call = structs.replace(call, body={**call.body, "pin": out.pin})
    return sound(state, call)


def _anybodys_pin(sound: Handler, state: State, call: Call) -> Outcome:
    """A PIN that is out for anybody will do."""
    out = state.verifications.get(target(state, call).user_id)
    if out is not None and call.body["pin"] in {one.pin for one in state.verifications}:
        call = structs.replace(call, body={**call.body, "pin": out.pin})
    return sound(state, call)


DEFECTS = (
    bug("narmi-codes-old-ones-stay", CODES,
        "Backup codes that were made before stay good.", ("NARMI-P-17",),
        altered(CODES, "profiles", _older_too)),
    bug("narmi-codes-for-colleagues", CODES,
        "Staff who is no Admin makes backup codes for other staff.", ("NARMI-P-16",),
        stepping(allowed, _colleagues)),
    bug("narmi-codes-not-kept", CODES,
        "Backup codes are told and noted, and not kept.", ("NARMI-061", "NARMI-P-17"),
        dropped(CODES, "profiles")),
    bug("narmi-switch-of-any-device", SWITCH,
        "An e-mail address or an app is given a number type, without effect.", ("NARMI-064",),
        excused(SWITCH, _unchanged)),
    bug("narmi-switch-voip-gets-text", "",
        "A VoIP number gets text messages.", ("NARMI-062",),
        all_of(rewritten("listMfaDevices", _by_text), shown(SWITCH, _by_text))),
    bug("narmi-switch-not-persisted", SWITCH,
        "Another number type is answered and noted, and not stored.", ("NARMI-062",),
        dropped(SWITCH, "profiles")),
    bug("narmi-notifications-in-uat", HISTORY,
        "The notification history is answered in UAT.", ("NARMI-068", "NARMI-M-14"),
        blind(available, ("not_available_in_uat",))),
    bug("narmi-notifications-sent-for-ever", HISTORY,
        "A message without news stays Sent.", ("NARMI-072",),
        rewritten(HISTORY, lambda one: {"status": "Sent" if one["status"] == "Delivery unknown" else one["status"]})),
    bug("narmi-notifications-failed-is-undelivered", HISTORY,
        "A message that could not be sent reads as Undelivered.", ("NARMI-073",),
        rewritten(HISTORY, lambda one: {"status": "Undelivered" if one["status"] == "Failed" else one["status"]})),
    bug("narmi-notifications-oldest-first", HISTORY,
        "The notification history begins with the oldest message.", ("B-78",),
        shown(HISTORY, lambda body: {"results": body["results"][::-1]})),
    bug("narmi-notifications-with-codes", HISTORY,
        "Verification codes are shown.", ("NARMI-070",),
        around(HISTORY, _with_codes)),
    bug("narmi-notifications-of-own-numbers", HISTORY,
        "Whatever number is asked for, the user's own are told of.", ("NARMI-076",),
        called(HISTORY, _own_numbers)),
    bug("narmi-verify-of-staff", VERIFY,
        "Staff is verified by staff.", ("NARMI-084", "NARMI-P-02"),
        blind(available, ("customers_only",), (VERIFY,))),
    bug("narmi-verify-silent", VERIFY,
        "No PIN is sent.", ("NARMI-084",),
        dropped(VERIFY, "messages", slice=OUTBOX)),
    bug("narmi-verify-forgets-reason", VERIFY,
        "The reason for verifying is answered and forgotten.", ("NARMI-084", "NARMI-P-20"),
        altered(VERIFY, "verifications", lambda one, *_: structs.replace(one, reason=None))),
    bug("narmi-pin-by-its-end", CONFIRM,
        "The last two digits of a PIN are enough.", ("NARMI-084",),
        around(CONFIRM, _any_pin)),
    bug("narmi-pin-of-anybody", CONFIRM,
        "The PIN of another user is taken.", ("NARMI-084",),
        around(CONFIRM, _anybodys_pin)),
    bug("narmi-pin-good-again", CONFIRM,
        "A PIN that was read back is good again.", ("NARMI-084",),
        dropped(CONFIRM, "verifications")),
    bug("narmi-pin-never-expires", CONFIRM,
        "An old PIN is taken.", ("NARMI-084",),
        blind(available, ("pin_expired",))),
)  # fmt: skip
