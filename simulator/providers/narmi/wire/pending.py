"""What was begun: PINs, tasks, emulations, messages on their way."""

import re
from datetime import datetime, timedelta
from typing import Any

from simulator.domain.moment import to_text
from simulator.providers.narmi.record.pending import Emulation, Notification, Task, Verification

__all__ = ["emulation", "masked", "notification", "sent", "status", "task", "verification"]

Json = dict[str, Any]
CODE_WORD = re.compile(r"\b(pass)?code\b|\bPIN\b", re.IGNORECASE)
CODE = re.compile(r"(?<![\d$.,+-])\d{6,8}(?![\d.,-]*\d)")
CODE_SAID = re.compile(r"(?<![\d$.,+-])\d(?:[ -]?\d){3,7}(?![ -]?\d)")
"""A verification code anywhere, and in a message that speaks of one."""
SILENCE = timedelta(hours=1)


def verification(one: Verification, phone: str) -> Json:
    """A PIN that is out; not the PIN itself."""
    return {"channel": "sms", "to": masked(phone), "reason": one.reason, "expires_at": to_text(one.expires_at)}


def sent(to: str | None, *, out: bool) -> Json:
    """An e-mail, and whether it went out."""
    return {"channel": "email", "to": to, "sent": out}


def task(one: Task) -> Json:
    """A pull from the core, and how far it is (NARMI-M-12)."""
    return {
        "id": one.task_id,
        "kind": "update_user",
        "user_id": one.user_id,
        "status": "finished" if one.finished else "pending",
        "requested_at": to_text(one.requested_at),
        "finished_at": to_text(one.due_at) if one.finished else None,
    }


def emulation(one: Emulation, login: str, token: str) -> Json:
    """An emulation with its token, and what the banner says (NARMI-096)."""
    return {
        "id": one.emulation_id,
        "user_id": one.user_id,
        "access_token": token,
        "token_type": "Bearer",
        "expires_at": to_text(one.expires_at),
        "message": f"You are logged in as {login}. This is read only. Release to go back.",
    }


def notification(one: Notification, at: datetime) -> Json:
    """An SMS as the history shows it at that instant, verification codes hidden (NARMI-069, NARMI-070)."""
    code = CODE_SAID if CODE_WORD.search(one.content) else CODE
    return {
        "content": code.sub(lambda found: "*" * len(found[0]), one.content),
        "date": to_text(one.sent_at),
        "status": status(one, at),
        "from": one.from_number,
        "to": one.to,
    }


def status(one: Notification, at: datetime) -> str:
    """What is known of the delivery: the receipt once it came, `Delivery unknown` after more than an hour without one
    (NARMI-071 to NARMI-075).
    """
    if one.receipt is not None and at >= (one.receipt_at or one.sent_at):
        return one.receipt
    return "Delivery unknown" if at - one.sent_at > SILENCE else "Sent"


def masked(phone: str) -> str:
    """A number but for its last four digits hidden."""
    return "*" * (len(phone) - 4) + phone[-4:]
