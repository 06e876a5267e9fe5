"""What was begun and goes on: a support PIN, a task, an emulation, a link to reset a password, an SMS on its way."""

from typing import Literal

from msgspec import Struct

from simulator.providers.narmi.record.history import Actor
from simulator.providers.narmi.record.kind import Instant, Uuid

__all__ = ["Emulation", "Notification", "ResetTicket", "Task", "Verification"]


class Verification(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A support PIN that the user is to read back."""

    user_id: Uuid
    pin: str
    expires_at: Instant
    reason: str | None = None


class Task(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A pull from the core, done once its time has come; `by` is who asked for it, and from where."""

    task_id: Uuid
    user_id: Uuid
    requested_at: Instant
    due_at: Instant
    by: Actor
    ip: str | None = None
    device: str | None = None
    version: str | None = None
    finished: bool = False


class Emulation(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A staff user looks at a customer's account; once released, its token is good no more."""

    emulation_id: Uuid
    staff_id: Uuid
    user_id: Uuid
    expires_at: Instant
    released: bool = False


class ResetTicket(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A link behind which a password is chosen: good once, until it expires. An invitation is one too."""

    ticket_id: str
    user_id: Uuid
    expires_at: Instant
    used: bool = False


class Notification(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """An SMS that was sent. The carrier's receipt, if ever there is one, comes at `receipt_at` and not before."""

    notification_id: Uuid
    content: str
    sent_at: Instant
    to: str
    from_number: str = "+15555550100"
    receipt: Literal["Delivered", "Undelivered", "Failed"] | None = None
    receipt_at: Instant | None = None
