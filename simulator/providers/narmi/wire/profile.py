"""The lists of a profile, entry by entry. Amounts are kept in cents and written in dollars."""

from typing import Any

from simulator.domain.moment import to_text
from simulator.providers.narmi.record.core import Account
from simulator.providers.narmi.record.history import Entry
from simulator.providers.narmi.record.profile import (
    AuthorizedApp,
    BillpayCredential,
    ExternalAccount,
    ExternalTransfer,
    Feature,
    Linked,
    MfaDevice,
    Note,
    ScheduledTransfer,
    Thread,
    Wire,
)

__all__ = [
    "account",
    "app",
    "credential",
    "device",
    "entry",
    "external_account",
    "external_transfer",
    "feature",
    "linked",
    "note",
    "scheduled_transfer",
    "thread",
    "wire",
]  # fmt: skip

Json = dict[str, Any]


def account(core_user_id: str, one: Account) -> Json:
    """An account of the core (NARMI-036)."""
    return {
        "id": one.account_id,
        "core_user_id": core_user_id,
        "number": one.number,
        "name": one.name,
        "nickname": one.nickname,
        "classification": one.classification,
        "type": one.type,
    }


def external_account(one: ExternalAccount) -> Json:
    """An account elsewhere; its microdeposits are not told (F-13)."""
    return {
        "id": one.account_id,
        "routing_number": one.routing_number,
        "account_number": one.account_number,
        "name": one.name,
        "product_type": one.product_type,
        "account_purpose": one.account_purpose,
        "state": one.state,
        "verification": one.verification,
        "attempts": one.attempts,
        "linked_at": to_text(one.linked_at),
    }


def scheduled_transfer(one: ScheduledTransfer) -> Json:
    """A transfer that is to be made (NARMI-043)."""
    return {
        "id": one.transfer_id,
        "created_at": to_text(one.created_at),
        "from_account": one.from_account,
        "to_account": one.to_account,
        "amount": _dollars(one.amount),
        "frequency": one.frequency,
        "next_on": one.next_on.isoformat(),
    }


def external_transfer(one: ExternalTransfer) -> Json:
    """A transfer to or from an account elsewhere (NARMI-044)."""
    return {
        "id": one.transfer_id,
        "created_at": to_text(one.created_at),
        "status": one.status,
        "direction": one.direction,
        "amount": _dollars(one.amount),
        "external_account": one.external_account,
    }


def wire(one: Wire) -> Json:
    """A wire transfer (NARMI-045)."""
    return {
        "id": one.wire_id,
        "created_at": to_text(one.created_at),
        "status": one.status,
        "amount": _dollars(one.amount),
        "beneficiary": one.beneficiary,
    }


def thread(user_id: str, one: Thread) -> Json:
    """A thread with all its messages (NARMI-046)."""
    messages = [
        {"from": said.side, "author": said.author, "body": said.body, "at": to_text(said.at)} for said in one.messages
    ]
    return {
        "id": one.thread_id,
        "user_id": user_id,
        "subject": one.subject,
        "created_at": to_text(one.created_at),
        "messages": messages,
    }


def note(one: Note) -> Json:
    """An internal note (NARMI-047)."""
    return {"id": one.note_id, "author": one.author, "text": one.text, "at": to_text(one.at)}


def entry(one: Entry) -> Json:
    """A line of the history (NARMI-048)."""
    return {
        "id": one.entry_id,
        "action": one.action,
        "actor": {"type": one.actor.type, "id": one.actor.id, "name": one.actor.name},
        "at": to_text(one.at),
        "ip": one.ip,
        "device": one.device,
        "version": one.version,
    }


def device(one: MfaDevice) -> Json:
    """A device of the second factor; how it gets its codes follows from its number type (NARMI-062)."""
    method = None if one.number_type is None else "text" if one.number_type == "mobile" else "call"
    return {
        "id": one.device_id,
        "type": one.type,
        "label": one.label,
        "number_type": one.number_type,
        "communication_method": method,
        "added_at": to_text(one.added_at),
    }


def feature(one: Feature) -> Json:
    """A feature (NARMI-049)."""
    return {"name": one.name, "state": one.state}


def app(one: AuthorizedApp) -> Json:
    """An app that the user let in (NARMI-050)."""
    expires_at = None if one.expires_at is None else to_text(one.expires_at)
    return {"id": one.app_id, "name": one.name, "permissions": list(one.permissions), "expires_at": expires_at}


def linked(one: Linked) -> Json:
    """A linked service (NARMI-051)."""
    return {"name": one.name, "status": one.status}


def credential(one: BillpayCredential) -> Json:
    """What opens the user's bill pay (NARMI-091)."""
    return {
        "account_identifier": one.account_identifier,
        "access_token": one.access_token,
        "created_at": to_text(one.created_at),
        "updated_at": to_text(one.updated_at),
    }


def _dollars(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
