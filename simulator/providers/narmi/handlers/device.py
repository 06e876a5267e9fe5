"""The second factor: backup codes, how a phone gets its codes, and what became of its SMS (NARMI-060 to NARMI-076)."""

import re

from msgspec.structs import replace

from simulator.domain.call import Call, Outcome, Reply, put
from simulator.domain.moment import to_text
from simulator.providers.narmi.handlers.user import unprocessable
from simulator.providers.narmi.party import me, target
from simulator.providers.narmi.record.profile import BackupCode, MfaDevice, Profile
from simulator.providers.narmi.record.user import User
from simulator.providers.narmi.rules.chronicle import noted
from simulator.providers.narmi.rules.joining import blamed
from simulator.providers.narmi.rules.user import readable
from simulator.providers.narmi.state import NAME, State
from simulator.providers.narmi.wire.page import whole
from simulator.providers.narmi.wire.pending import notification
from simulator.providers.narmi.wire.profile import device as shown

__all__ = ["HANDLERS"]

CODES = 10
HISTORY_MAX = 100


def generate_backup_codes(state: State, call: Call) -> Outcome:
    """New codes, told this once; older ones are good no more (NARMI-061, NARMI-P-17)."""
    user = target(state, call)
    letters = (readable(8, "backup code", call.ids.uuid(1), place) for place in range(CODES))
    codes = tuple(BackupCode(f"{code[:4]}-{code[4:]}") for code in letters)
    profile = replace(state.profile(user.user_id), backup_codes=codes)
    history = noted(state, user, call, me(state, call), "security_devices.create")
    told = {"codes": [one.code for one in codes], "generated_at": to_text(call.at)}
    return Outcome(Reply(201, told), (put(NAME, "profiles", user.user_id, profile), *history))


def set_device_number_type(state: State, call: Call) -> Outcome:
    """A mobile gets text messages, any other number is called; other devices have no number (NARMI-062, NARMI-064)."""
    user = target(state, call)
    profile, wanted = state.profile(user.user_id), call.path["deviceId"].lower()
    before = next(one for one in profile.mfa_devices if one.device_id == wanted)
    if before.type != "phone":
        raise unprocessable(blamed("number_type", f"a phone; {before.label} is an {before.type} device"))
    after = replace(before, number_type=call.body["number_type"])
    if after == before:
        return Outcome(Reply(200, shown(before)))
    history = noted(state, user, call, me(state, call), "phone.update")
    return Outcome(Reply(200, shown(after)), (put(NAME, "profiles", user.user_id, _with(profile, after)), *history))


def get_notification_history(state: State, call: Call) -> Outcome:
    """SMS to the user's numbers, or to another, newest first (NARMI-065, NARMI-067, NARMI-076)."""
    wanted = {_digits(call.query["to"])} if "to" in call.query else _numbers(state, target(state, call))
    found = [one for one in state.notifications if _digits(one.to) in wanted and one.sent_at <= call.at]
    found.sort(key=lambda one: (one.sent_at, one.notification_id), reverse=True)
    limit = call.query.get("limit", HISTORY_MAX)
    return Outcome(Reply(200, whole((notification(one, call.at) for one in found[:limit]), len(found))))


def _with(profile: Profile, device: MfaDevice) -> Profile:
    devices = (device if one.device_id == device.device_id else one for one in profile.mfa_devices)
    return replace(profile, mfa_devices=tuple(devices))


def _numbers(state: State, user: User) -> set[str]:
    phones = (one.label for one in state.profile(user.user_id).mfa_devices if one.type == "phone")
    return {_digits(number) for number in (user.phone, *phones) if number}


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


HANDLERS = {
    "generateBackupCodes": generate_backup_codes,
    "setDeviceNumberType": set_device_number_type,
    "getNotificationHistory": get_notification_history,
}
