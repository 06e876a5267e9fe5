"""Verify User: a PIN by SMS, which the user reads back (NARMI-084)."""

from datetime import timedelta

from simulator.domain.call import Call, Change, Outcome, Reply, deleted, put
from simulator.domain.message import sent
from simulator.providers.narmi.handlers.user import unprocessable
from simulator.providers.narmi.party import body, me, target
from simulator.providers.narmi.record.pending import Notification, Verification
from simulator.providers.narmi.rules import mail
from simulator.providers.narmi.rules.chronicle import noted
from simulator.providers.narmi.rules.joining import blamed
from simulator.providers.narmi.state import NAME, State
from simulator.providers.narmi.wire.pending import verification as shown

__all__ = ["HANDLERS"]

LIFETIME = timedelta(minutes=10)
CARRIER_TAKES = timedelta(seconds=5)
DIGITS = 6


def verify_user(state: State, call: Call) -> Outcome:
    """The PIN is in the outbox, in UAT too; the phone's history knows of it where SMS are sent (NARMI-084). One that is
    out and good is sent again, so that no two of them cross.
    """
    user = target(state, call)
    assert user.phone, "refused before, where there is no phone"
    pin = _pin(state, call, user.user_id)
    begun = Verification(user.user_id, pin, call.at + LIFETIME, body(call).get("reason"))
    message = mail.pin(user.phone, call, pin)
    history = noted(state, user, call, me(state, call), "verify.create")
    changes = (put(NAME, "verifications", user.user_id, begun), sent(message), *history)
    logged = (_logged(call, message.text, user.phone),) if state.environment.sends else ()
    return Outcome(Reply(202, shown(begun, user.phone)), (*changes, *logged))


def confirm_verification(state: State, call: Call) -> Outcome:
    """Right, and the PIN is spent."""
    user = target(state, call)
    out = state.verifications.get(user.user_id)
    assert out is not None, "refused before, where no PIN is out"
    if call.body["pin"] != out.pin:
        raise unprocessable(blamed("pin", "the PIN that was sent last"))
    history = noted(state, user, call, me(state, call), "user.verify")
    changes = (deleted(NAME, "verifications", user.user_id), *history)
    return Outcome(Reply(200, {"verified": True, "reason": out.reason}), changes)


def _pin(state: State, call: Call, user_id: str) -> str:
    before = state.verifications.get(user_id)
    if before is not None and call.at < before.expires_at:
        return before.pin
    return f"{int(call.ids.token(1), 16) % 10**DIGITS:0{DIGITS}d}"


def _logged(call: Call, text: str, to: str) -> Change:
    """An SMS that is sent now, and delivered in a moment (NARMI-074)."""
    known = call.ids.uuid(4)
    arrived = call.at + CARRIER_TAKES
    return put(
        NAME, "notifications", known, Notification(known, text, call.at, to, receipt="Delivered", receipt_at=arrived)
    )


HANDLERS = {"verifyUser": verify_user, "confirmVerification": confirm_verification}
