"""The lists of a user's profile."""

from datetime import date
from typing import Literal

from msgspec import Struct

from simulator.providers.narmi.record.kind import Instant, Uuid

__all__ = [
    "AuthorizedApp", "BackupCode", "BillpayCredential", "ExternalAccount", "ExternalTransfer", "Feature",
    "Linked", "MfaDevice", "Note", "NumberType", "Profile", "ScheduledTransfer", "Thread", "ThreadMessage",
    "Wire",
]  # fmt: skip

NumberType = Literal["mobile", "landline", "voip"]


class ExternalAccount(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """An account elsewhere that the user linked (F-13). `amounts` are the microdeposits in cents, `attempts` the
    guesses at them.
    """

    account_id: Uuid
    routing_number: str
    account_number: str
    name: str
    linked_at: Instant
    product_type: Literal["checking", "savings"] = "checking"
    account_purpose: Literal["personal", "business"] = "personal"
    state: Literal["pending", "verified"] = "pending"
    verification: Literal["microdeposits", "instant"] = "microdeposits"
    attempts: int = 0
    amounts: tuple[int, int] = (11, 27)

    @property
    def pending(self) -> bool:
        """Waiting for somebody to vouch for it."""
        return self.state == "pending"


class ScheduledTransfer(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A transfer that is to be made, once or again and again. Amounts are in cents."""

    transfer_id: Uuid
    created_at: Instant
    from_account: str
    to_account: str
    amount: int
    next_on: date
    frequency: Literal["once", "weekly", "monthly"] = "once"


class ExternalTransfer(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A transfer to or from an account elsewhere."""

    transfer_id: Uuid
    created_at: Instant
    amount: int
    external_account: str
    status: Literal["pending", "processing", "completed", "failed", "cancelled"] = "completed"
    direction: Literal["in", "out"] = "in"


class Wire(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A wire transfer."""

    wire_id: Uuid
    created_at: Instant
    amount: int
    beneficiary: str
    status: Literal["pending", "in_review", "sent", "rejected"] = "sent"


class ThreadMessage(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """One message of a thread."""

    side: Literal["staff", "user"]
    author: str
    body: str
    at: Instant


class Thread(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A conversation of the Support hub."""

    thread_id: Uuid
    subject: str
    created_at: Instant
    messages: tuple[ThreadMessage, ...]


class Note(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What staff wrote down about a user."""

    note_id: Uuid
    author: str
    text: str
    at: Instant


class MfaDevice(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A device for the second factor; only a phone has a number type (NARMI-064)."""

    device_id: Uuid
    type: Literal["phone", "email", "app"]
    label: str
    added_at: Instant
    number_type: NumberType | None = None


class Feature(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A feature that is enabled or enforced; nobody here changes it."""

    name: str
    state: Literal["enabled", "enforced"] = "enabled"


class AuthorizedApp(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A NAF or AppXchange app that the user let in."""

    app_id: Uuid
    name: str
    permissions: tuple[str, ...] = ()
    expires_at: Instant | None = None


class Linked(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Something beside the bank, such as bill pay."""

    name: str
    status: Literal["available", "enrolled"] = "available"


class BillpayCredential(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What opens a user's bill pay."""

    account_identifier: str
    access_token: str
    created_at: Instant
    updated_at: Instant


class BackupCode(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A code that stands in for a lost device, once."""

    code: str
    used: bool = False


class Profile(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Everything below a user's particulars but accounts, which are the core's, and history; newest last."""

    user_id: Uuid
    external_accounts: tuple[ExternalAccount, ...] = ()
    scheduled_transfers: tuple[ScheduledTransfer, ...] = ()
    external_transfers: tuple[ExternalTransfer, ...] = ()
    wires: tuple[Wire, ...] = ()
    threads: tuple[Thread, ...] = ()
    notes: tuple[Note, ...] = ()
    mfa_devices: tuple[MfaDevice, ...] = ()
    features: tuple[Feature, ...] = ()
    authorized_apps: tuple[AuthorizedApp, ...] = ()
    linked_services: tuple[Linked, ...] = ()
    billpay_credential: BillpayCredential | None = None
    backup_codes: tuple[BackupCode, ...] = ()
